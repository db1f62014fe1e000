import type { Language, StaffRole } from '@pluriclasse/shared/domain/roles';
import type { DeviceId, InvitationId, PupilId, SchoolId, StaffId } from '@pluriclasse/shared/ids';
import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant } from './columns.ts';

export const staff = pgTable('staff', {
  staffId: uuid('id').$type<StaffId>().primaryKey(),
  schoolId: uuid('school_id').$type<SchoolId>(),
  name: text('name').notNull(),
  email: text('email').notNull(),
  roles: text('roles').array().$type<StaffRole[]>().notNull(),
  language: text('language').$type<Language>().notNull(),
  /** Since when no more of the staff; whatever refers to the person still finds the name. */
  leftAt: instant('left_at'),
});

export const staffCredentials = pgTable('staff_credentials', {
  credentialId: uuid('id').primaryKey(),
  staffId: uuid('staff_id').$type<StaffId>().notNull(),
  kind: text('kind').$type<'password' | 'passkey'>().notNull(),
  secret: text('secret').notNull(),
});

export type InvitationPurpose = 'join' | 'first-admin' | 'new-password';

export const invitations = pgTable('invitations', {
  invitationId: uuid('id').$type<InvitationId>().primaryKey(),
  purpose: text('purpose').$type<InvitationPurpose>().notNull(),
  tokenHash: bytes('token_hash').notNull(),
  schoolId: uuid('school_id').$type<SchoolId>(),
  staffId: uuid('staff_id').$type<StaffId>(),
  email: text('email'),
  name: text('name'),
  roles: text('roles').array().$type<StaffRole[]>().notNull(),
  expiresAt: instant('expires_at').notNull(),
});

export type SessionKind = 'staff' | 'device' | 'home';

export const sessions = pgTable('sessions', {
  tokenHash: bytes('token_hash').primaryKey(),
  kind: text('kind').$type<SessionKind>().notNull(),
  staffId: uuid('staff_id').$type<StaffId>(),
  deviceId: uuid('device_id').$type<DeviceId>(),
  pupilId: uuid('pupil_id').$type<PupilId>(),
  createdAt: instant('created_at').notNull(),
  lastSeenAt: instant('last_seen_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
});
