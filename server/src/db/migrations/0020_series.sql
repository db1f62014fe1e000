-- Twinnings have a state and a history; classes describe themselves; schools are invited by link.
ALTER TABLE twinnings
  ADD COLUMN state text NOT NULL DEFAULT 'active' CHECK (state IN ('proposed', 'active', 'paused', 'ended')),
  ADD COLUMN since timestamptz;
UPDATE twinnings SET since = created_at;
ALTER TABLE twinnings ALTER COLUMN since SET NOT NULL, ALTER COLUMN since SET DEFAULT now();

CREATE TABLE twinning_events (
  id uuid PRIMARY KEY,
  twinning_id uuid NOT NULL REFERENCES twinnings ON DELETE CASCADE,
  at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('proposed', 'active', 'paused', 'ended')),
  staff_id uuid REFERENCES staff ON DELETE SET NULL,
  reason text
);
CREATE INDEX twinning_events_twinning ON twinning_events (twinning_id, at);
INSERT INTO twinning_events (id, twinning_id, at, state)
  SELECT gen_random_uuid(), id, created_at, 'active' FROM twinnings;

CREATE TABLE class_offers (
  class_group_id uuid PRIMARY KEY REFERENCES class_groups ON DELETE CASCADE,
  school_id uuid NOT NULL REFERENCES schools ON DELETE CASCADE,
  -- As `shared/domain/offers.ts` says.
  offer jsonb NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX class_offers_school ON class_offers (school_id);

CREATE TABLE twinning_invitations (
  id uuid PRIMARY KEY,
  token_hash bytea NOT NULL UNIQUE,
  name text NOT NULL,
  note text,
  school_id uuid NOT NULL REFERENCES schools ON DELETE CASCADE,
  class_group_ids uuid[] NOT NULL,
  staff_id uuid REFERENCES staff ON DELETE SET NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX twinning_invitations_school ON twinning_invitations (school_id);

-- A pattern of lessons that was proposed, and what came of it.
CREATE TABLE series (
  id uuid PRIMARY KEY,
  twinning_id uuid NOT NULL REFERENCES twinnings ON DELETE CASCADE,
  title text NOT NULL,
  state text NOT NULL CHECK (state IN ('proposed', 'approved', 'confirmed', 'declined', 'withdrawn')),
  -- Counts the times it was proposed; answers of earlier rounds count no more.
  round smallint NOT NULL DEFAULT 1,
  pattern jsonb NOT NULL,
  wish jsonb NOT NULL,
  plan jsonb NOT NULL,
  first_day date NOT NULL,
  last_day date NOT NULL,
  remind_days smallint[] NOT NULL,
  tell_days smallint NOT NULL,
  staff_id uuid REFERENCES staff ON DELETE SET NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX series_twinning ON series (twinning_id);
CREATE INDEX series_approved ON series (id) WHERE state = 'approved';

ALTER TABLE lessons
  -- Null: made by hand.
  ADD COLUMN series_id uuid REFERENCES series ON DELETE SET NULL,
  ADD COLUMN agreed text NOT NULL DEFAULT 'confirmed' CHECK (agreed IN ('proposed', 'confirmed')),
  -- Counts the changes of hour or state: SEQUENCE of iCalendar (RFC 5545, 3.8.7.4).
  ADD COLUMN sequence integer NOT NULL DEFAULT 0,
  ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now(),
  -- By school: who leads, where, what it displaces, whether it only watches.
  ADD COLUMN sites jsonb NOT NULL DEFAULT '[]',
  -- Whether its plan was changed by hand, so that a template leaves it alone.
  ADD COLUMN own_plan boolean NOT NULL DEFAULT false,
  -- Why a confirmed lesson went back to proposed, and other hours.
  ADD COLUMN blocked jsonb,
  ADD COLUMN cancelled_at timestamptz,
  ADD COLUMN cancel_reason text;
UPDATE lessons SET updated_at = created_at;
CREATE INDEX lessons_series ON lessons (series_id, starts_at);

-- Another hour that somebody proposes for a lesson: one at a time.
CREATE TABLE lesson_moves (
  id uuid PRIMARY KEY,
  lesson_id uuid NOT NULL UNIQUE REFERENCES lessons ON DELETE CASCADE,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  staff_id uuid REFERENCES staff ON DELETE SET NULL,
  proposed_at timestamptz NOT NULL
);

-- Questions to people and schools. Open: no answer, and not closed since the matter was settled without it.
CREATE TABLE asks (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('twinning', 'series', 'move')),
  step text NOT NULL CHECK (step IN ('teacher', 'head', 'school')),
  -- The twinning, the series, or the move that it is about.
  matter_id uuid NOT NULL,
  round smallint NOT NULL DEFAULT 1,
  twinning_id uuid NOT NULL REFERENCES twinnings ON DELETE CASCADE,
  series_id uuid REFERENCES series ON DELETE CASCADE,
  lesson_id uuid REFERENCES lessons ON DELETE CASCADE,
  school_id uuid NOT NULL REFERENCES schools ON DELETE CASCADE,
  -- Null: anybody who may by the step.
  staff_id uuid REFERENCES staff ON DELETE CASCADE,
  asked_at timestamptz NOT NULL,
  asked_by uuid REFERENCES staff ON DELETE SET NULL,
  remind_days smallint[] NOT NULL,
  tell_days smallint NOT NULL,
  reminded smallint NOT NULL DEFAULT 0,
  reminded_at timestamptz,
  told_at timestamptz,
  answer text CHECK (answer IN ('yes', 'no')),
  answered_at timestamptz,
  answered_by uuid REFERENCES staff ON DELETE SET NULL,
  reason text,
  closed_at timestamptz
);
CREATE UNIQUE INDEX asks_once ON asks (matter_id, round, step, school_id, staff_id) NULLS NOT DISTINCT;
CREATE INDEX asks_open ON asks (asked_at) WHERE answer IS NULL AND closed_at IS NULL;
CREATE INDEX asks_twinning ON asks (twinning_id);
CREATE INDEX asks_series ON asks (series_id);
CREATE INDEX asks_lesson ON asks (lesson_id);

CREATE TABLE plan_templates (
  id uuid PRIMARY KEY,
  staff_id uuid NOT NULL REFERENCES staff ON DELETE CASCADE,
  name text NOT NULL,
  plan jsonb NOT NULL,
  shared boolean NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX plan_templates_staff ON plan_templates (staff_id);

-- Schools whose coming lessons have to be looked at again: `wanted` counts up with each change, `done` follows.
CREATE TABLE rechecks (
  school_id uuid PRIMARY KEY REFERENCES schools ON DELETE CASCADE,
  wanted bigint NOT NULL DEFAULT 0,
  done bigint NOT NULL DEFAULT 0
);
CREATE INDEX rechecks_open ON rechecks (school_id) WHERE wanted > done;
