import type { CheckSheet } from '@pluriclasse/shared/api/catchUps';
import type { SeatKind } from '@pluriclasse/shared/domain/roles';
import type { ClassGroupId, PupilId, SchoolId, SeatId, StaffId } from '@pluriclasse/shared/ids';
import { randomUUID } from 'node:crypto';
import type { Db } from '../../db/Database.ts';
import {
  capsuleBoardUpdates,
  capsuleClasses,
  capsuleCues,
  capsules,
  capsuleSchools,
  capsuleStretches,
} from '../../db/schema/capsules.ts';
import { capsuleChecks } from '../../db/schema/catchUps.ts';
import { attendance } from '../../db/schema/lessons.ts';

export interface PlantedSeat {
  readonly seatId: SeatId;
  readonly schoolId: SchoolId;
  readonly kind: SeatKind;
  readonly staffId?: StaffId;
  readonly pupilId?: PupilId;
}

export interface PlantedCapsule {
  readonly capsule: typeof capsules.$inferInsert & { lessonId: NonNullable<typeof capsules.$inferInsert.lessonId> };
  /** Milliseconds that were recorded. */
  readonly length: number;
  /** Who began and ended it, set its checks, and published it. */
  readonly staffId: StaffId;
  /** In the order of their colours. */
  readonly schoolIds: readonly SchoolId[];
  readonly classGroupIds: readonly ClassGroupId[];
  readonly cues: readonly { readonly at: number; readonly kind: string; readonly body: object }[];
  readonly updates: readonly { readonly at: number; readonly update: Uint8Array }[];
  readonly sheet: CheckSheet;
  readonly seats: { readonly from: number; readonly to: number; readonly of: readonly PlantedSeat[] };
}

/** A capsule as a recording, an edit and a teacher's word to publish leave it, with the register of its lesson. */
export async function insertCapsule(db: Db, planted: PlantedCapsule): Promise<void> {
  const { capsule, length, staffId, schoolIds, classGroupIds, cues, updates, sheet, seats } = planted;
  const { capsuleId, lessonId, epoch } = capsule;
  await db.insert(capsules).values(capsule);
  await db.insert(capsuleSchools).values(schoolIds.map((schoolId, position) => ({ capsuleId, schoolId, position })));
  const by = { startedBy: staffId, stoppedBy: staffId };
  await db.insert(capsuleStretches).values({ capsuleId, position: 0, from: 0, to: length, ended: 'stopped', ...by });
  await db.insert(capsuleCues).values(cues.map(({ at, kind, body }, n) => ({ capsuleId, seq: n + 1, at, kind, body })));
  await db
    .insert(capsuleBoardUpdates)
    .values(updates.map(({ at, update }, n) => ({ capsuleId, seq: n + 1, at, update: Buffer.from(update) })));
  const published = { publishedAt: epoch + length, publishedBy: staffId };
  await db.insert(capsuleClasses).values(classGroupIds.map((id) => ({ capsuleId, classGroupId: id, ...published })));
  const { checks, task } = sheet;
  await db
    .insert(capsuleChecks)
    .values({ capsuleId, revision: 1, checks, task, savedAt: epoch + length, savedBy: staffId });
  const { from, to } = seats;
  const spans = seats.of.map((seat) => ({ spanId: randomUUID(), lessonId, from, seen: to, to, ...seat }));
  await db.insert(attendance).values(spans);
}
