import { bigint, customType, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const bytea = customType<{ data: Uint8Array; driverData: Buffer }>({
  dataType: () => 'bytea',
  toDriver: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
});

/** The log: every accepted change of every board, in order. Append-only but for pruning. */
export const boardUpdates = pgTable(
  'board_updates',
  {
    boardId: uuid('board_id').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    update: bytea('update').notNull(),
    seatId: uuid('seat_id'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.boardId, table.seq] })],
);

/** The latest state of a board, so that opening it reads little. */
export const boardSnapshots = pgTable('board_snapshots', {
  boardId: uuid('board_id').primaryKey(),
  seq: bigint('seq', { mode: 'number' }).notNull(),
  state: bytea('state').notNull(),
  bytes: integer('bytes').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
});

/** Whose a Yjs client is: who drew what, and a guard against drawing in another's name. */
export const boardWriters = pgTable(
  'board_writers',
  {
    boardId: uuid('board_id').notNull(),
    client: bigint('client', { mode: 'number' }).notNull(),
    writer: text('writer').notNull(),
  },
  (table) => [primaryKey({ columns: [table.boardId, table.client] })],
);
