-- Without a school's own word nothing of its lessons is recorded.
ALTER TABLE schools
  ADD COLUMN recording_mode text NOT NULL DEFAULT 'none' CHECK (recording_mode IN ('none', 'capsule')),
  ADD COLUMN recording_keep text NOT NULL DEFAULT '30-days' CHECK (recording_keep IN ('30-days', 'school-year'));

-- What is kept of a lesson, or of a teacher alone. All milliseconds below count from the epoch. The row outlives what was
-- recorded, as the record that it was.
CREATE TABLE capsules (
  id uuid PRIMARY KEY,
  lesson_id uuid REFERENCES lessons ON DELETE SET NULL,
  -- Made by a teacher alone, whose it is.
  alone boolean NOT NULL DEFAULT false,
  staff_id uuid REFERENCES staff ON DELETE SET NULL,
  title text NOT NULL,
  board_id uuid NOT NULL,
  epoch timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('recording', 'ready', 'withdrawn', 'expired')),
  -- Counts the edits.
  revision integer NOT NULL DEFAULT 0,
  edit jsonb NOT NULL DEFAULT '{"trim": null, "hidden": [], "chapters": null}',
  -- The board when recording began, as one Yjs update, and its last entry in the board's log.
  base_state bytea,
  base_seq bigint NOT NULL DEFAULT 0,
  -- Of sound and board.
  bytes bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  withdrawn_at timestamptz,
  withdrawn_by uuid REFERENCES staff ON DELETE SET NULL,
  -- Since when nothing but this record is left.
  bytes_gone_at timestamptz
);
-- One for each lesson: beginning again goes on with it, or with a new one once it was taken back.
CREATE UNIQUE INDEX capsules_lesson ON capsules (lesson_id) WHERE state IN ('recording', 'ready');
CREATE INDEX capsules_due ON capsules (expires_at) WHERE bytes_gone_at IS NULL;
CREATE INDEX capsules_owner ON capsules (staff_id) WHERE alone;

-- Whose lesson it was, in the order of the schools' colours.
CREATE TABLE capsule_schools (
  capsule_id uuid NOT NULL REFERENCES capsules ON DELETE CASCADE,
  school_id uuid NOT NULL REFERENCES schools ON DELETE CASCADE,
  position smallint NOT NULL,
  PRIMARY KEY (capsule_id, school_id)
);
CREATE INDEX capsule_schools_school ON capsule_schools (school_id);

-- When it was recorded, and by whose order. While one goes on, to_ms is how far it is known to have lasted.
CREATE TABLE capsule_stretches (
  capsule_id uuid NOT NULL REFERENCES capsules ON DELETE CASCADE,
  position smallint NOT NULL,
  from_ms bigint NOT NULL,
  to_ms bigint NOT NULL CHECK (to_ms >= from_ms),
  -- Null: it goes on.
  ended text CHECK (ended IN ('stopped', 'left', 'over', 'lost')),
  started_by uuid REFERENCES staff ON DELETE SET NULL,
  stopped_by uuid REFERENCES staff ON DELETE SET NULL,
  PRIMARY KEY (capsule_id, position)
);
CREATE UNIQUE INDEX capsule_stretches_open ON capsule_stretches (capsule_id) WHERE ended IS NULL;

-- Where something that should be there is lost.
CREATE TABLE capsule_gaps (
  capsule_id uuid NOT NULL REFERENCES capsules ON DELETE CASCADE,
  from_ms bigint NOT NULL,
  -- Null: it goes on.
  to_ms bigint CHECK (to_ms >= from_ms),
  why text NOT NULL CHECK (why IN ('disk-full', 'not-writable', 'lost', 'server-down')),
  PRIMARY KEY (capsule_id, from_ms)
);

-- What happened beside sound, picture and board.
CREATE TABLE capsule_cues (
  capsule_id uuid NOT NULL REFERENCES capsules ON DELETE CASCADE,
  seq integer NOT NULL,
  at_ms bigint NOT NULL,
  kind text NOT NULL CHECK (kind IN ('phase', 'page', 'wall', 'turn', 'voice')),
  body jsonb NOT NULL,
  PRIMARY KEY (capsule_id, seq)
);

-- The board's log since the base, copied when a stretch ends: the board's own log is pruned.
CREATE TABLE capsule_board_updates (
  capsule_id uuid NOT NULL REFERENCES capsules ON DELETE CASCADE,
  seq bigint NOT NULL,
  at_ms bigint NOT NULL,
  update bytea NOT NULL,
  PRIMARY KEY (capsule_id, seq)
);

-- Classes whose pupils may watch it.
CREATE TABLE capsule_classes (
  capsule_id uuid NOT NULL REFERENCES capsules ON DELETE CASCADE,
  class_group_id uuid NOT NULL REFERENCES class_groups ON DELETE CASCADE,
  published_at timestamptz NOT NULL,
  published_by uuid REFERENCES staff ON DELETE SET NULL,
  PRIMARY KEY (capsule_id, class_group_id)
);
CREATE INDEX capsule_classes_class ON capsule_classes (class_group_id);

-- Who of the staff looked at it. Of which school they were then.
CREATE TABLE capsule_viewings (
  id uuid PRIMARY KEY,
  capsule_id uuid NOT NULL REFERENCES capsules ON DELETE CASCADE,
  staff_id uuid REFERENCES staff ON DELETE SET NULL,
  school_id uuid REFERENCES schools ON DELETE SET NULL,
  at timestamptz NOT NULL
);
CREATE INDEX capsule_viewings_capsule ON capsule_viewings (capsule_id, at);
