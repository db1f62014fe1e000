import type { TrackHeader } from '@pluriclasse/shared/capsule/track';
import { TrackId, type CapsuleId, type LessonId } from '@pluriclasse/shared/ids';
import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Client } from 'pg';
import type { Product } from '../product/Product.ts';

interface Speaker {
  /** A teacher, who gets a desk in the lesson's register. */
  readonly email: string;
  readonly lessonId: LessonId;
}

/** Puts a teacher's voice into the folder of recordings as a node leaves it. @param bytes see `recordOpusVoice` */
export async function plantVoice(
  { recordingsDir }: Pick<Product, 'recordingsDir'>,
  database: Client,
  capsuleId: CapsuleId,
  { email, lessonId }: Speaker,
  bytes: Buffer,
): Promise<void> {
  const trackId = TrackId.parse(randomUUID());
  const peerKey = randomUUID();
  await database.query(
    `INSERT INTO attendance (id, lesson_id, seat_id, school_id, kind, staff_id, from_at, seen_at, to_at)
     SELECT $1, $2, $3, school_id, 'desk', id, now(), now(), now() FROM staff WHERE email = $4`,
    [randomUUID(), lessonId, peerKey, email],
  );
  const header: TrackHeader = { trackId, peerKey, source: 'microphone', rendition: 'only', codec: 'opus', epoch: 0 };
  const folder = path.join(recordingsDir, capsuleId);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, `${trackId}.json`), JSON.stringify(header));
  await writeFile(path.join(folder, `${trackId}.webm`), bytes);
}
