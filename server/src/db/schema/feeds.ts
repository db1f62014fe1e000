import type { FeedShows } from '@pluriclasse/shared/api/feeds';
import type { ClassGroupId, RoomId, SchoolId, StaffId } from '@pluriclasse/shared/ids';
import { boolean, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant } from './columns.ts';

export const installation = pgTable('installation', {
  single: boolean('single').primaryKey(),
  installationId: uuid('id').notNull(),
});

export const calendarFeeds = pgTable('calendar_feeds', {
  feedId: uuid('id').primaryKey(),
  tokenHash: bytes('token_hash').notNull(),
  /** Who made it. */
  holderId: uuid('holder_id').$type<StaffId>().notNull(),
  shows: text('shows').$type<FeedShows>().notNull(),
  /** Whose it is: one of these four. */
  staffId: uuid('staff_id').$type<StaffId>(),
  classGroupId: uuid('class_group_id').$type<ClassGroupId>(),
  roomId: uuid('room_id').$type<RoomId>(),
  schoolId: uuid('school_id').$type<SchoolId>(),
  createdAt: instant('created_at').notNull(),
  readAt: instant('read_at'),
  contentHash: bytes('content_hash'),
  contentAt: instant('content_at'),
});
