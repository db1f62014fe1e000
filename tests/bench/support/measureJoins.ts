import { setTimeout as delay } from 'node:timers/promises';
import type { JoinTarget } from './JoinTarget.ts';
import { sequentialRoundTrips } from './sequentialRoundTrips.ts';

export interface JoinMeasure {
  /** Click to first decoded frame, in ms. */
  readonly toFirstFrame: number[];
  readonly roundTrips: number[];
}

/** A node asks a sender for a key frame at most once a second: joins that come sooner would measure that. */
const betweenJoins = 1500;
const warmUps = 2;

/** Joins to two targets in turn, in the order ABBA, so that a drift of the machine meets both alike. */
export async function measureJoins(a: JoinTarget, b: JoinTarget, joins: number): Promise<Map<JoinTarget, JoinMeasure>> {
  const measures = new Map<JoinTarget, JoinMeasure>(
    [a, b].map((target) => [target, { toFirstFrame: [], roundTrips: [] }]),
  );
  for (let round = -warmUps; round < joins; round++) {
    for (const target of round % 2 === 0 ? [a, b] : [b, a]) {
      await target.openLobby();
      await delay(betweenJoins);
      const record = await target.join();
      await target.leave();
      if (round < 0) continue;
      measures.get(target)?.toFirstFrame.push(record.firstFrame - record.clicked);
      measures.get(target)?.roundTrips.push(sequentialRoundTrips(record.calls, record.firstFrame));
    }
  }
  return measures;
}
