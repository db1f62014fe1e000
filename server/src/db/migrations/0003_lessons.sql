CREATE TABLE twinnings (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- The order of schools gives each its colour and shape, for the twinning's whole life.
CREATE TABLE twinning_classes (
  twinning_id uuid NOT NULL REFERENCES twinnings ON DELETE CASCADE,
  class_group_id uuid NOT NULL REFERENCES class_groups,
  school_id uuid NOT NULL REFERENCES schools,
  position smallint NOT NULL,
  PRIMARY KEY (twinning_id, class_group_id)
);
CREATE INDEX twinning_classes_class ON twinning_classes (class_group_id);
CREATE INDEX twinning_classes_school ON twinning_classes (school_id);

CREATE TABLE lessons (
  id uuid PRIMARY KEY,
  twinning_id uuid NOT NULL REFERENCES twinnings,
  title text NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL CHECK (ends_at > starts_at),
  -- What people decided; whether it is open is a matter of the hour.
  over text NOT NULL DEFAULT 'no' CHECK (over IN ('no', 'ended', 'cancelled')),
  board_id uuid NOT NULL UNIQUE,
  plan jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz
);
CREATE INDEX lessons_time ON lessons (starts_at, ends_at);
CREATE INDEX lessons_twinning ON lessons (twinning_id, starts_at);

-- Who was in which lesson from when to when. No names: they are looked up, so that a pupil who is removed leaves only a seat.
CREATE TABLE attendance (
  id uuid PRIMARY KEY,
  lesson_id uuid NOT NULL REFERENCES lessons ON DELETE CASCADE,
  seat_id uuid NOT NULL,
  school_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('kit', 'desk', 'companion', 'home')),
  staff_id uuid REFERENCES staff ON DELETE SET NULL,
  pupil_id uuid REFERENCES pupils ON DELETE SET NULL,
  device_id uuid REFERENCES devices ON DELETE SET NULL,
  from_at timestamptz NOT NULL,
  -- When it was last known to last: what a crash leaves open ends then.
  seen_at timestamptz NOT NULL,
  to_at timestamptz
);
CREATE INDEX attendance_lesson ON attendance (lesson_id, from_at);
CREATE UNIQUE INDEX attendance_present ON attendance (lesson_id, seat_id) WHERE to_at IS NULL;
