import type { CapsuleEdit, CapsuleState, RecordingMode, RecordingRules } from '@pluriclasse/shared/api/capsules';
import type { BoardPicture } from '@pluriclasse/shared/capsule/boardPicture';
import type { BoardId, CapsuleId, ClassGroupId, LessonId, SchoolId, StaffId } from '@pluriclasse/shared/ids';
import { bigint, boolean, integer, jsonb, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant } from './columns.ts';

/** Why a stretch ended: a teacher stopped it, the last one left, the lesson was over, or its server was gone. */
export type StretchEnd = 'stopped' | 'left' | 'over' | 'lost';
export type GapReason = 'disk-full' | 'not-writable' | 'lost' | 'server-down';

const capsuleId = () => uuid('capsule_id').$type<CapsuleId>();
/** Milliseconds since the recording's epoch. */
const ms = (name: string) => bigint(name, { mode: 'number' });

export const capsules = pgTable('capsules', {
  capsuleId: uuid('id').$type<CapsuleId>().primaryKey(),
  lessonId: uuid('lesson_id').$type<LessonId>(),
  alone: boolean('alone').notNull().default(false),
  /** Who made it alone. */
  staffId: uuid('staff_id').$type<StaffId>(),
  title: text('title').notNull(),
  boardId: uuid('board_id').$type<BoardId>().notNull(),
  epoch: instant('epoch').notNull(),
  state: text('state').$type<CapsuleState>().notNull(),
  revision: integer('revision').notNull().default(0),
  edit: jsonb('edit').$type<CapsuleEdit>().notNull().default({ trim: null, hidden: [], chapters: null }),
  baseState: bytes('base_state'),
  baseSeq: bigint('base_seq', { mode: 'number' }).notNull().default(0),
  bytes: bigint('bytes', { mode: 'number' }).notNull().default(0),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  withdrawnAt: instant('withdrawn_at'),
  withdrawnBy: uuid('withdrawn_by').$type<StaffId>(),
  bytesGoneAt: instant('bytes_gone_at'),
  picture: jsonb('picture').$type<BoardPicture>(),
});

export const capsuleSchools = pgTable('capsule_schools', {
  capsuleId: capsuleId().notNull(),
  schoolId: uuid('school_id').$type<SchoolId>().notNull(),
  position: smallint('position').notNull(),
});

export const capsuleStretches = pgTable('capsule_stretches', {
  capsuleId: capsuleId().notNull(),
  position: smallint('position').notNull(),
  from: ms('from_ms').notNull(),
  /** While it goes on: how far it is known to have lasted. */
  to: ms('to_ms').notNull(),
  ended: text('ended').$type<StretchEnd>(),
  startedBy: uuid('started_by').$type<StaffId>(),
  stoppedBy: uuid('stopped_by').$type<StaffId>(),
});

export const capsuleGaps = pgTable('capsule_gaps', {
  capsuleId: capsuleId().notNull(),
  from: ms('from_ms').notNull(),
  /** Null: it goes on. */
  to: ms('to_ms'),
  why: text('why').$type<GapReason>().notNull(),
});

export const capsuleCues = pgTable('capsule_cues', {
  capsuleId: capsuleId().notNull(),
  seq: integer('seq').notNull(),
  at: ms('at_ms').notNull(),
  kind: text('kind').notNull(),
  body: jsonb('body').notNull(),
});

export const capsuleBoardUpdates = pgTable('capsule_board_updates', {
  capsuleId: capsuleId().notNull(),
  seq: bigint('seq', { mode: 'number' }).notNull(),
  at: ms('at_ms').notNull(),
  update: bytes('update').notNull(),
});

export const capsuleClasses = pgTable('capsule_classes', {
  capsuleId: capsuleId().notNull(),
  classGroupId: uuid('class_group_id').$type<ClassGroupId>().notNull(),
  publishedAt: instant('published_at').notNull(),
  publishedBy: uuid('published_by').$type<StaffId>(),
});

export const capsuleViewings = pgTable('capsule_viewings', {
  viewingId: uuid('id').primaryKey(),
  capsuleId: capsuleId().notNull(),
  staffId: uuid('staff_id').$type<StaffId>(),
  /** Of which school they were then. */
  schoolId: uuid('school_id').$type<SchoolId>(),
  at: instant('at').notNull(),
});

/** How a school records: columns of `schools` that nobody else needs. */
export const schoolRecording = pgTable('schools', {
  schoolId: uuid('id').$type<SchoolId>().primaryKey(),
  timeZone: text('time_zone').notNull(),
  mode: text('recording_mode').$type<RecordingMode>().notNull(),
  keep: text('recording_keep').$type<RecordingRules['keep']>().notNull(),
});
