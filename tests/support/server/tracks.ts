import { readMe } from '@pluriclasse/shared/api/sessions';
import { webmCluster, webmHead } from '@pluriclasse/shared/capsule/file/writeWebm';
import type { TrackHeader } from '@pluriclasse/shared/capsule/track';
import { SeatId, TrackId, type CapsuleId, type LessonId } from '@pluriclasse/shared/ids';
import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { TestBrowser } from './TestBrowser.ts';
import type { TestServer } from './testServer.ts';

type Stored = Pick<TestServer, 'database' | 'dataDir'>;

/** A packet or a picture: when, milliseconds since the epoch, and its bytes. */
export interface TestFrame {
  readonly at: number;
  readonly bytes: Uint8Array;
  readonly key?: boolean;
}

/** A member of staff had a seat in a lesson, at a desk unless said otherwise. */
export async function sat(
  { database }: Stored,
  lessonId: LessonId,
  who: TestBrowser,
  kind: 'desk' | 'kit' = 'desk',
): Promise<SeatId> {
  const seatId = SeatId.parse(randomUUID());
  const me = (await who.call(readMe)).data;
  if (me.kind !== 'staff') throw new Error('Only staff sits at a desk');
  await database.query(
    `INSERT INTO attendance (id, lesson_id, seat_id, school_id, kind, staff_id, from_at, seen_at)
     VALUES ($1, $2, $3, $4, $5, $6, now(), now())`,
    [randomUUID(), lessonId, seatId, me.school?.schoolId, kind, kind === 'desk' ? me.staffId : null],
  );
  return seatId;
}

/** Puts in a track as a node leaves it. @param torn bytes that are missing at its end */
export async function putTrack(
  { dataDir }: Stored,
  capsuleId: CapsuleId,
  header: Pick<TrackHeader, 'peerKey'> & Partial<TrackHeader>,
  clusters: readonly (readonly TestFrame[])[],
  torn = 0,
): Promise<{ trackId: TrackId; bytes: Buffer }> {
  const trackId = TrackId.parse(randomUUID());
  const whole: TrackHeader = {
    trackId,
    source: 'microphone',
    rendition: 'only',
    codec: 'opus',
    epoch: 0,
    ...header,
  };
  const { codec } = whole;
  const head = codec === 'opus' ? webmHead({ codec, channels: 2 }) : webmHead({ codec, width: 640, height: 360 });
  const last = codec === 'opus' ? 20 : 40;
  const written = clusters.map((frames) => {
    const encoded = frames.map(({ at, bytes, key = true }) => ({ at, key, parts: [bytes] }));
    return webmCluster(encoded, (frames.at(-1)?.at ?? 0) + last);
  });
  const all = Buffer.concat([head, ...written]);
  const bytes = all.subarray(0, all.length - torn);
  const folder = path.join(dataDir, 'recordings', capsuleId);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, `${trackId}.json`), JSON.stringify(whole));
  await writeFile(path.join(folder, `${trackId}.webm`), bytes);
  return { trackId, bytes };
}

/** Speech of 20 ms packets, a cluster a second; each packet has a mark in it. */
export function speech(from: number, to: number, mark: string): TestFrame[][] {
  // SILK, wide band, 20 ms, and the encoder's word that somebody speaks.
  return inSeconds(from, to, 20, (at) => ({ at, bytes: Buffer.concat([Buffer.of(72, 0x80), Buffer.from(mark)]) }));
}

/** Pictures of 25 a second, a key frame every two seconds; each has a mark in it. */
export function pictures(from: number, to: number, mark: string): TestFrame[][] {
  return inSeconds(from, to, 40, (at) => ({
    at,
    key: (at - from) % 2_000 === 0,
    bytes: Buffer.from(`${mark}${at};`.repeat(20)),
  }));
}

function inSeconds(from: number, to: number, step: number, make: (at: number) => TestFrame): TestFrame[][] {
  const seconds: TestFrame[][] = [];
  for (let at = from; at + step <= to; at += step) (seconds[Math.floor((at - from) / 1_000)] ??= []).push(make(at));
  return seconds;
}
