import { TrackHeader } from '@pluriclasse/shared/capsule/track';
import {
  BoardId,
  CapsuleId,
  ClassGroupId,
  LessonId,
  PhaseId,
  PupilId,
  SchoolId,
  SeatId,
  TrackId,
} from '@pluriclasse/shared/ids';
import { eq } from 'drizzle-orm';
import { copyFile, mkdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Temporal } from 'temporal-polyfill';
import type { Preparation } from '../../capsules/Preparation.ts';
import type { Db } from '../../db/Database.ts';
import { capsules } from '../../db/schema/capsules.ts';
import type { Lessons } from '../../lessons/lessons.service.ts';
import { demoStaffId, demoTwinningId } from '../demo.repository.ts';
import { demoId } from '../demoId.ts';
import { demoSchools, type DemoSchool } from '../network.ts';
import { deeds, demoCapsule, demoSheet, heard } from './animals.ts';
import { insertCapsule, type PlantedCapsule, type PlantedSeat } from './capsule.repository.ts';
import { drawBoard } from './drawBoard.ts';

const MINUTE = 60_000;
const THIRTY_DAYS = 30 * 24 * 60 * MINUTE;

const capsuleId = demoId(CapsuleId, 'capsule');
const lessonId = demoId(LessonId, 'capsule');
const seatId = (...key: string[]) => demoId(SeatId, 'capsule', ...key);
const voice = new URL('../../../src/demo/capsule/voice.webm', import.meta.url);

interface Deps {
  readonly db: Db;
  readonly lessons: Lessons;
  readonly recordingsDir: string;
  readonly preparation: Pick<Preparation, 'soon'>;
}

/**
 * Puts in a lesson of some days ago with its capsule, as a recording leaves it. One that was there before, be it
 * withdrawn or expired by now, is left as it is.
 */
export async function plantCapsule({ db, lessons, recordingsDir, preparation }: Deps, now: number): Promise<void> {
  const known = await db.select({ title: capsules.title }).from(capsules).where(eq(capsules.capsuleId, capsuleId));
  if (known.length > 0) return;
  const startsAt = lastSchoolDay(now);
  const epoch = startsAt + 2 * MINUTE;
  const folder = path.join(recordingsDir, capsuleId);
  const trackId = demoId(TrackId, 'capsule');
  const header = TrackHeader.parse({
    trackId,
    peerKey: seatId(demoCapsule.teacher),
    source: 'microphone',
    rendition: 'only',
    codec: 'opus',
    epoch,
  });
  // The bytes first: a capsule without them could not be played.
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, `${trackId}.json`), JSON.stringify(header));
  await copyFile(voice, path.join(folder, `${trackId}.webm`));
  const { size } = await stat(voice);
  const endsAt = startsAt + demoCapsule.minutes * MINUTE;
  const plan = phases.map(({ phaseId, title }) => ({ phaseId, title, minutes: demoCapsule.minutes / phases.length }));
  await db.transaction(async (tx) => {
    const { title } = demoCapsule;
    const lesson = { lessonId, twinningId: demoTwinningId, title, startsAt, endsAt, boardId, plan };
    await lessons.insert(lesson, { claims: [], tx });
    await insertCapsule(tx, planted(startsAt, epoch, size));
  });
  // Its picture is in the list before anybody has watched it.
  preparation.soon(capsuleId);
}

const boardId = demoId(BoardId, 'capsule');
const phases = demoCapsule.phases.map(([at, title]) => ({ at, title, phaseId: demoId(PhaseId, 'capsule', title) }));

function planted(startsAt: number, epoch: number, bytes: number): PlantedCapsule {
  const drawn = drawBoard(deeds);
  const teacher = demoSchools.flatMap(({ staff }) => staff).find(({ email }) => email === demoCapsule.teacher);
  if (teacher === undefined) throw new Error('Nobody taught the lesson');
  const staffId = demoStaffId(teacher);
  const cues = [
    ...phases.map(({ at, phaseId, title }) => ({ kind: 'phase' as const, at, body: { phaseId, title } })),
    ...drawn.pages.map(({ at, page }) => ({ kind: 'page' as const, at, body: { page } })),
    ...heard.map(([at, to]) => {
      return { kind: 'voice' as const, at, body: { seatId: seatId(demoCapsule.teacher), to } };
    }),
  ].toSorted((a, b) => a.at - b.at);
  const board = drawn.updates.reduce((sum, { update }) => sum + update.length, drawn.base.length);
  return {
    capsule: {
      capsuleId,
      lessonId,
      title: demoCapsule.title,
      boardId,
      epoch,
      state: 'ready',
      baseState: Buffer.from(drawn.base),
      bytes: bytes + board,
      createdAt: epoch,
      expiresAt: epoch + THIRTY_DAYS,
    },
    length: demoCapsule.length,
    staffId,
    schoolIds: demoSchools.map(({ key }) => demoId(SchoolId, key)),
    classGroupIds: demoSchools.flatMap(twinnedClasses),
    cues,
    updates: drawn.updates,
    sheet: demoSheet,
    seats: { from: startsAt, to: startsAt + demoCapsule.minutes * MINUTE, of: demoSchools.flatMap(seatsOf) },
  };
}

const twinnedClasses = ({ key, classes }: DemoSchool) =>
  classes.filter(({ twinned }) => twinned).map(({ name }) => demoId(ClassGroupId, key, name));

/** The teachers' desks and the pupils' tablets. Of a school that was not there, nobody. */
function seatsOf({ key, staff, classes }: DemoSchool): PlantedSeat[] {
  const teacher = staff.find(({ email }) => email === demoCapsule.teacher || email === demoCapsule.colleague);
  if (teacher === undefined) return [];
  const schoolId = demoId(SchoolId, key);
  const absent = new Map<string, readonly string[]>(Object.entries(demoCapsule.absent)).get(key) ?? [];
  const pupils = classes
    .filter(({ twinned }) => twinned)
    .flatMap(({ name, pupils: list }) => list.map(([alias]) => ({ alias, name })))
    .filter(({ alias }) => !absent.includes(alias));
  return [
    { seatId: seatId(teacher.email), schoolId, kind: 'desk', staffId: demoStaffId(teacher) },
    ...pupils.map(({ alias, name }) => {
      const pupilId = demoId(PupilId, key, name, alias);
      return { seatId: seatId(key, alias), schoolId, kind: 'companion' as const, pupilId };
    }),
  ];
}

/** Ten in the morning of the last weekday before today. */
function lastSchoolDay(now: number): number {
  const zone = demoSchools[0]?.timeZone ?? 'UTC';
  let day = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate().subtract({ days: 1 });
  while (day.dayOfWeek > 5) day = day.subtract({ days: 1 });
  return day.toZonedDateTime({ timeZone: zone, plainTime: '10:00' }).epochMilliseconds;
}
