-- Dry runs, and what was taken over. Files are not kept: while somebody chooses, what was read of them is.
CREATE TABLE subscriptions (
  id uuid PRIMARY KEY,
  school_id uuid NOT NULL REFERENCES schools ON DELETE CASCADE,
  name text NOT NULL,
  -- Whole, and maybe a secret: shown to nobody again, in no log.
  address text NOT NULL,
  closure_kind text NOT NULL,
  paused boolean NOT NULL DEFAULT false,
  -- For whom it changes the school's closures.
  created_by uuid NOT NULL REFERENCES staff ON DELETE CASCADE,
  created_at timestamptz(3) NOT NULL,
  etag text,
  last_modified text,
  -- Of what was read last, so that the same again is no change.
  content_hash bytea,
  last_polled_at timestamptz(3),
  last_changed_at timestamptz(3),
  failures integer NOT NULL DEFAULT 0,
  error text,
  error_status integer,
  error_at timestamptz(3),
  next_poll_at timestamptz(3) NOT NULL
);
CREATE UNIQUE INDEX subscriptions_address ON subscriptions (school_id, md5(address));
CREATE INDEX subscriptions_next ON subscriptions (next_poll_at) WHERE NOT paused;

CREATE TABLE imports (
  id uuid PRIMARY KEY,
  school_id uuid NOT NULL REFERENCES schools ON DELETE CASCADE,
  subscription_id uuid REFERENCES subscriptions ON DELETE SET NULL,
  format text NOT NULL,
  state text NOT NULL CHECK (state IN ('ready', 'applied', 'undone')),
  file_names text[] NOT NULL,
  created_by uuid REFERENCES staff ON DELETE SET NULL,
  created_at timestamptz(3) NOT NULL,
  applied_at timestamptz(3),
  undone_at timestamptz(3),
  counts jsonb NOT NULL,
  choices jsonb NOT NULL,
  -- What was read, until it is applied.
  reading jsonb,
  -- What was changed, before and after: what undoes it.
  made jsonb
);
CREATE INDEX imports_school ON imports (school_id, created_at DESC);
CREATE INDEX imports_ready ON imports (created_at) WHERE state = 'ready';

-- What a school chose last time: what its columns say, and which of its own the names in files are.
CREATE TABLE import_habits (
  school_id uuid PRIMARY KEY REFERENCES schools ON DELETE CASCADE,
  habits jsonb NOT NULL
);
