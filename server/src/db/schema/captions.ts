import type { CaptionCue, LanguageTag } from '@pluriclasse/shared/capsule/captions';
import type { CapsuleId, StaffId } from '@pluriclasse/shared/ids';
import { integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

export const capsuleCaptions = pgTable('capsule_captions', {
  capsuleId: uuid('capsule_id').$type<CapsuleId>().primaryKey(),
  revision: integer('revision').notNull(),
  language: text('language').$type<LanguageTag>().notNull(),
  cues: jsonb('cues').$type<CaptionCue[]>().notNull(),
  bytes: integer('bytes').notNull(),
  changedAt: instant('changed_at').notNull(),
  changedBy: uuid('changed_by').$type<StaffId>(),
});
