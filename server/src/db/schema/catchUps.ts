import type { Check, ClosingTask, Given } from '@pluriclasse/shared/capsule/checks';
import type { Stretch } from '@pluriclasse/shared/capsule/stretches';
import type { CapsuleId, CatchUpEventId, CheckId, OwnPageId, PupilId, StaffId } from '@pluriclasse/shared/ids';
import { boolean, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant } from './columns.ts';

export const capsuleChecks = pgTable('capsule_checks', {
  capsuleId: uuid('capsule_id').$type<CapsuleId>().primaryKey(),
  revision: integer('revision').notNull(),
  checks: jsonb('checks').$type<Check[]>().notNull(),
  task: jsonb('task').$type<ClosingTask>(),
  savedAt: instant('saved_at').notNull(),
  savedBy: uuid('saved_by').$type<StaffId>(),
});

export const capsuleKept = pgTable('capsule_kept', {
  capsuleId: uuid('capsule_id').$type<CapsuleId>().notNull(),
  revision: integer('revision').notNull(),
  kept: jsonb('kept').$type<Stretch[]>().notNull(),
});

export const catchUps = pgTable('catch_ups', {
  capsuleId: uuid('capsule_id').$type<CapsuleId>().notNull(),
  pupilId: uuid('pupil_id').$type<PupilId>().notNull(),
  /** What a teacher said of the lesson; null: the register decides. */
  missed: boolean('missed'),
  /** In the recording's time. */
  seen: jsonb('seen').$type<Stretch[]>().notNull().default([]),
  taskText: text('task_text'),
  taskAt: instant('task_at'),
  taskPage: uuid('task_page').$type<OwnPageId>(),
});

export const catchUpAnswers = pgTable('catch_up_answers', {
  pupilId: uuid('pupil_id').$type<PupilId>().notNull(),
  eventId: uuid('event_id').$type<CatchUpEventId>().notNull(),
  capsuleId: uuid('capsule_id').$type<CapsuleId>().notNull(),
  checkId: uuid('check_id').$type<CheckId>().notNull(),
  /** Null: said aloud. */
  given: jsonb('given').$type<Given>(),
  at: instant('at').notNull(),
});

export const ownPages = pgTable('own_pages', {
  capsuleId: uuid('capsule_id').$type<CapsuleId>().notNull(),
  pupilId: uuid('pupil_id').$type<PupilId>().notNull(),
  ownPageId: uuid('own_page_id').$type<OwnPageId>().notNull(),
  title: text('title').notNull(),
  at: integer('at').notNull(),
  takenAt: instant('taken_at').notNull(),
  changedAt: instant('changed_at').notNull(),
  version: integer('version').notNull(),
  /** A Yjs document; null once it was taken away. */
  state: bytes('state'),
});
