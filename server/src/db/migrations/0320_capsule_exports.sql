-- Files that teachers asked for, to keep a capsule elsewhere: one of each kind. They go with the capsule, with the edit
-- that they were made of, and some days after they were made.
CREATE TABLE capsule_exports (
  id uuid PRIMARY KEY,
  capsule_id uuid NOT NULL REFERENCES capsules ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('mp4', 'audio')),
  -- Of the edit and the recorded time that it is made of.
  revision integer NOT NULL,
  length_ms bigint NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed')),
  asked_at timestamptz NOT NULL,
  asked_by uuid REFERENCES staff ON DELETE SET NULL,
  -- Which run makes it, how far that is, and when it was last heard of.
  run uuid,
  runs smallint NOT NULL DEFAULT 0,
  progress real NOT NULL DEFAULT 0,
  heard_at timestamptz,
  ended_at timestamptz,
  failure text,
  format text,
  bytes bigint,
  UNIQUE (capsule_id, kind)
);
CREATE INDEX capsule_exports_queue ON capsule_exports (asked_at, id) WHERE state IN ('waiting', 'running');
