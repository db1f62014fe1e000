import type { ImportChoices, ImportFormat, ImportState } from '@pluriclasse/shared/api/imports';
import type { FeedError, FeedPart } from '@pluriclasse/shared/api/subscriptions';
import type { ClosureKind } from '@pluriclasse/shared/calendar/model';
import type { ImportId, SchoolId, StaffId, SubscriptionId } from '@pluriclasse/shared/ids';
import { boolean, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant } from './columns.ts';

export interface ImportCounts {
  readonly add: number;
  readonly change: number;
  readonly remove: number;
  readonly same: number;
  readonly problems: number;
}

export const subscriptions = pgTable('subscriptions', {
  subscriptionId: uuid('id').$type<SubscriptionId>().primaryKey(),
  schoolId: uuid('school_id').$type<SchoolId>().notNull(),
  name: text('name').notNull(),
  address: text('address').notNull(),
  closureKind: text('closure_kind').$type<ClosureKind>().notNull(),
  brings: text('brings').array().$type<FeedPart[]>().notNull(),
  byItself: boolean('by_itself').notNull().default(false),
  /** What a person chose for its lessons when they were last applied. */
  lessonChoices: jsonb('lesson_choices').$type<ImportChoices>(),
  lessonsTold: text('lessons_told'),
  paused: boolean('paused').notNull().default(false),
  createdBy: uuid('created_by').$type<StaffId>().notNull(),
  createdAt: instant('created_at').notNull(),
  etag: text('etag'),
  lastModified: text('last_modified'),
  contentHash: bytes('content_hash'),
  lastPolledAt: instant('last_polled_at'),
  lastChangedAt: instant('last_changed_at'),
  failures: integer('failures').notNull().default(0),
  error: text('error').$type<FeedError>(),
  errorStatus: integer('error_status'),
  errorAt: instant('error_at'),
  nextPollAt: instant('next_poll_at').notNull(),
});

export const imports = pgTable('imports', {
  importId: uuid('id').$type<ImportId>().primaryKey(),
  schoolId: uuid('school_id').$type<SchoolId>().notNull(),
  subscriptionId: uuid('subscription_id').$type<SubscriptionId>(),
  format: text('format').$type<ImportFormat>().notNull(),
  state: text('state').$type<ImportState>().notNull(),
  fileNames: text('file_names').array().notNull(),
  createdBy: uuid('created_by').$type<StaffId>(),
  createdAt: instant('created_at').notNull(),
  appliedAt: instant('applied_at'),
  undoneAt: instant('undone_at'),
  counts: jsonb('counts').$type<ImportCounts>().notNull(),
  choices: jsonb('choices').$type<ImportChoices>().notNull(),
  /** A `Reading` of the imports' domain. */
  reading: jsonb('reading'),
  /** A `Made` of the imports' domain. */
  made: jsonb('made'),
});

export const importHabits = pgTable('import_habits', {
  schoolId: uuid('school_id').$type<SchoolId>().primaryKey(),
  /** `Habits` of the imports' domain. */
  habits: jsonb('habits').notNull(),
});
