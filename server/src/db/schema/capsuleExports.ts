import type { ExportFailure, ExportFormat, ExportKind } from '@pluriclasse/shared/api/capsuleExports';
import type { CapsuleExportId, CapsuleId, StaffId } from '@pluriclasse/shared/ids';
import { bigint, integer, pgTable, real, smallint, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

export const capsuleExports = pgTable('capsule_exports', {
  exportId: uuid('id').$type<CapsuleExportId>().primaryKey(),
  capsuleId: uuid('capsule_id').$type<CapsuleId>().notNull(),
  kind: text('kind').$type<ExportKind>().notNull(),
  revision: integer('revision').notNull(),
  /** Milliseconds that viewers get. */
  length: bigint('length_ms', { mode: 'number' }).notNull(),
  state: text('state').$type<'waiting' | 'running' | 'done' | 'failed'>().notNull(),
  askedAt: instant('asked_at').notNull(),
  askedBy: uuid('asked_by').$type<StaffId>(),
  run: uuid('run'),
  runs: smallint('runs').notNull().default(0),
  progress: real('progress').notNull().default(0),
  heardAt: instant('heard_at'),
  endedAt: instant('ended_at'),
  failure: text('failure').$type<ExportFailure>(),
  format: text('format').$type<ExportFormat>(),
  bytes: bigint('bytes', { mode: 'number' }),
});
