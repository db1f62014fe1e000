import type { CefrLevel, Language } from '@pluriclasse/shared/domain/roles';
import type { ClassGroupId, PupilId, RoomId, SchoolId } from '@pluriclasse/shared/ids';
import { pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant } from './columns.ts';

export const schools = pgTable('schools', {
  schoolId: uuid('id').$type<SchoolId>().primaryKey(),
  name: text('name').notNull(),
  town: text('town').notNull(),
  timeZone: text('time_zone').notNull(),
  language: text('language').$type<Language>().notNull(),
});

export const rooms = pgTable('rooms', {
  roomId: uuid('id').$type<RoomId>().primaryKey(),
  schoolId: uuid('school_id').$type<SchoolId>().notNull(),
  name: text('name').notNull(),
});

export const classGroups = pgTable('class_groups', {
  classGroupId: uuid('id').$type<ClassGroupId>().primaryKey(),
  schoolId: uuid('school_id').$type<SchoolId>().notNull(),
  name: text('name').notNull(),
  grades: smallint('grades').array().notNull(),
  level: text('level').$type<CefrLevel>(),
  /** Where the class meets. */
  roomId: uuid('room_id').$type<RoomId>(),
  /** Since when the class meets no more. */
  putAwayAt: instant('put_away_at'),
});

export const pupils = pgTable('pupils', {
  pupilId: uuid('id').$type<PupilId>().primaryKey(),
  schoolId: uuid('school_id').$type<SchoolId>().notNull(),
  classGroupId: uuid('class_group_id').$type<ClassGroupId>().notNull(),
  alias: text('alias').notNull(),
  avatar: text('avatar').notNull(),
  patternHash: bytes('pattern_hash'),
  homeCodeHash: bytes('home_code_hash'),
  createdAt: instant('created_at').notNull().$defaultFn(Date.now),
});
