import type { ClassOffer } from '@pluriclasse/shared/domain/offers';
import type { TwinningState } from '@pluriclasse/shared/domain/twinningState';
import type { ClassGroupId, InvitationId, SchoolId, StaffId, TwinningId } from '@pluriclasse/shared/ids';
import { bigint, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant } from './columns.ts';

/** One step of a twinning's life. */
export const twinningEvents = pgTable('twinning_events', {
  eventId: uuid('id').primaryKey(),
  twinningId: uuid('twinning_id').$type<TwinningId>().notNull(),
  at: instant('at').notNull(),
  state: text('state').$type<TwinningState>().notNull(),
  staffId: uuid('staff_id').$type<StaffId>(),
  reason: text('reason'),
  /** Two steps of one moment keep their order. */
  n: bigint('n', { mode: 'number' }).generatedAlwaysAsIdentity(),
});

export const classOffers = pgTable('class_offers', {
  classGroupId: uuid('class_group_id').$type<ClassGroupId>().primaryKey(),
  schoolId: uuid('school_id').$type<SchoolId>().notNull(),
  offer: jsonb('offer').$type<ClassOffer>().notNull(),
  updatedAt: instant('updated_at').notNull(),
});

export const twinningInvitations = pgTable('twinning_invitations', {
  invitationId: uuid('id').$type<InvitationId>().primaryKey(),
  tokenHash: bytes('token_hash').notNull(),
  name: text('name').notNull(),
  note: text('note'),
  schoolId: uuid('school_id').$type<SchoolId>().notNull(),
  classGroupIds: uuid('class_group_ids').array().$type<ClassGroupId[]>().notNull(),
  staffId: uuid('staff_id').$type<StaffId>(),
  expiresAt: instant('expires_at').notNull(),
});
