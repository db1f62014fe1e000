-- Boards: an append-only log of Yjs updates, the latest snapshot, and whose each Yjs client is.
CREATE TABLE board_updates (
  board_id uuid NOT NULL,
  seq bigint NOT NULL,
  update bytea NOT NULL,
  seat_id uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (board_id, seq)
);

CREATE TABLE board_snapshots (
  board_id uuid PRIMARY KEY,
  seq bigint NOT NULL,
  state bytea NOT NULL,
  bytes integer NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE board_writers (
  board_id uuid NOT NULL,
  client bigint NOT NULL,
  writer text NOT NULL,
  PRIMARY KEY (board_id, client)
);
