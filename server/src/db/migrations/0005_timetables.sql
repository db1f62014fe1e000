-- What is known of a school's time. Days are days and hours are the wall's, both without a zone: the school has one.
CREATE TABLE school_years (
  school_id uuid PRIMARY KEY REFERENCES schools ON DELETE CASCADE,
  -- Of all that is known of the school's time; counts up with every change, and every change locks this row.
  revision integer NOT NULL DEFAULT 0,
  weekdays smallint[] NOT NULL DEFAULT '{1,2,3,4,5}',
  known_from date,
  known_to date,
  week_pattern jsonb,
  CHECK (known_from <= known_to)
);

CREATE TABLE bell_schedules (
  id uuid PRIMARY KEY,
  school_id uuid NOT NULL REFERENCES schools ON DELETE CASCADE,
  -- Of two that ring on a day, the later in this order.
  position smallint NOT NULL,
  name text NOT NULL,
  periods jsonb NOT NULL,
  weekdays smallint[] NOT NULL,
  days text[] NOT NULL,
  valid_from date,
  valid_to date
);
CREATE INDEX bell_schedules_school ON bell_schedules (school_id, position);

CREATE TABLE closures (
  id uuid PRIMARY KEY,
  school_id uuid NOT NULL REFERENCES schools ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('public', 'regional', 'municipal', 'school', 'exam', 'trip')),
  name text NOT NULL,
  from_day date NOT NULL,
  to_day date NOT NULL CHECK (to_day >= from_day),
  -- Hours of each day, as on the wall; null: the whole day.
  hours jsonb,
  class_group_ids uuid[] NOT NULL,
  source text NOT NULL CHECK (source IN ('typed', 'file', 'feed')),
  -- What names it at its source, so that a feed that is read again finds it.
  origin text,
  confirmed_by uuid REFERENCES staff,
  confirmed_at timestamptz
);
CREATE INDEX closures_school ON closures (school_id, from_day);

CREATE TABLE timetable_entries (
  id uuid PRIMARY KEY,
  school_id uuid NOT NULL REFERENCES schools ON DELETE CASCADE,
  class_group_ids uuid[] NOT NULL,
  subject text NOT NULL,
  staff_ids uuid[] NOT NULL,
  room_id uuid REFERENCES rooms,
  weekday smallint NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  period smallint NOT NULL,
  weeks text[] NOT NULL,
  valid_from date,
  valid_to date
);
CREATE INDEX timetable_entries_school ON timetable_entries (school_id);
CREATE INDEX timetable_entries_room ON timetable_entries (room_id);

-- A member's hours of the week, read and written whole.
CREATE TABLE staff_availability (
  staff_id uuid PRIMARY KEY REFERENCES staff ON DELETE CASCADE,
  school_id uuid NOT NULL REFERENCES schools ON DELETE CASCADE,
  hours jsonb NOT NULL
);
CREATE INDEX staff_availability_school ON staff_availability (school_id);

CREATE TABLE absences (
  id uuid PRIMARY KEY,
  school_id uuid NOT NULL REFERENCES schools ON DELETE CASCADE,
  staff_id uuid NOT NULL REFERENCES staff ON DELETE CASCADE,
  from_day date NOT NULL,
  to_day date NOT NULL CHECK (to_day >= from_day),
  hours jsonb,
  reason text
);
CREATE INDEX absences_school ON absences (school_id, from_day);

-- The last changes of each school, and what takes each back.
CREATE TABLE timetable_steps (
  school_id uuid NOT NULL REFERENCES schools ON DELETE CASCADE,
  -- The one that the change made.
  revision integer NOT NULL,
  label text NOT NULL,
  staff_id uuid REFERENCES staff ON DELETE SET NULL,
  changed_at timestamptz NOT NULL,
  inverse jsonb NOT NULL,
  PRIMARY KEY (school_id, revision)
);
