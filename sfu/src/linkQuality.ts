import type { LinkQuality } from '@pluriclasse/shared/signalling/state';
import type { Step } from './narrowing.ts';

/** A peer's link as one look at its transports shows it. */
export interface LinkSample {
  /** Share of packets lost towards the peer, 0–1. */
  readonly lossDown: number;
  readonly lossUp: number;
  /** Milliseconds there and back; undefined while unmeasured. */
  readonly roundTrip: number | undefined;
  readonly connected: boolean;
}

/** ITU-T G.114: beyond 400 ms one way nobody can converse; concealed losses are heard from some percent on. */
const SLOW = { loss: 0.04, roundTrip: 400 };
const BAD = { loss: 0.12, roundTrip: 1_000 };

/** What to tell people of a link: `slow` when pictures suffer, `bad` when sound does. */
export function judgeLink({ lossDown, lossUp, roundTrip = 0, connected }: LinkSample, step: Step): LinkQuality {
  const loss = Math.max(lossDown, lossUp);
  if (!connected || loss > BAD.loss || roundTrip > BAD.roundTrip || step >= 3) return 'bad';
  if (loss > SLOW.loss || roundTrip > SLOW.roundTrip || step >= 1) return 'slow';
  return 'good';
}
