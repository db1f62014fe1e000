-- What teachers ask within a capsule. All of this goes when the capsule does.
CREATE TABLE capsule_checks (
  capsule_id uuid PRIMARY KEY REFERENCES capsules ON DELETE CASCADE,
  -- Counts the saves.
  revision integer NOT NULL,
  checks jsonb NOT NULL,
  task jsonb,
  saved_at timestamptz NOT NULL,
  saved_by uuid REFERENCES staff ON DELETE SET NULL
);

-- What viewers of a revision got, as stretches of the recording: a pupil without a link tells of an old one.
CREATE TABLE capsule_kept (
  capsule_id uuid NOT NULL REFERENCES capsules ON DELETE CASCADE,
  revision integer NOT NULL,
  kept jsonb NOT NULL,
  PRIMARY KEY (capsule_id, revision)
);

-- How far a pupil is with a capsule.
CREATE TABLE catch_ups (
  capsule_id uuid NOT NULL REFERENCES capsules ON DELETE CASCADE,
  pupil_id uuid NOT NULL REFERENCES pupils ON DELETE CASCADE,
  -- What a teacher said of the lesson; null: the register decides.
  missed boolean,
  -- In the recording's time.
  seen jsonb NOT NULL DEFAULT '[]',
  -- Null with a time: done on paper.
  task_text text,
  task_at timestamptz,
  PRIMARY KEY (capsule_id, pupil_id)
);
CREATE INDEX catch_ups_pupil ON catch_ups (pupil_id);

-- Each answer once, whatever is sent again: its id is made where it was given.
CREATE TABLE catch_up_answers (
  pupil_id uuid NOT NULL REFERENCES pupils ON DELETE CASCADE,
  event_id uuid NOT NULL,
  capsule_id uuid NOT NULL REFERENCES capsules ON DELETE CASCADE,
  check_id uuid NOT NULL,
  -- Null: said aloud, of which nothing is sent.
  given jsonb,
  at timestamptz NOT NULL,
  PRIMARY KEY (pupil_id, event_id)
);
CREATE INDEX catch_up_answers_capsule ON catch_up_answers (capsule_id, pupil_id);
