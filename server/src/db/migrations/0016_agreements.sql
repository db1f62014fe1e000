CREATE TABLE agreements (
  id uuid PRIMARY KEY,
  title text NOT NULL,
  note text NOT NULL,
  from_day date NOT NULL,
  to_day date NOT NULL CHECK (to_day >= from_day),
  proposed_at timestamptz(3),
  -- When all votes were there for the first time.
  agreed_at timestamptz(3),
  ended_at timestamptz(3),
  end_reason text,
  created_by uuid REFERENCES staff ON DELETE SET NULL,
  created_at timestamptz(3) NOT NULL
);

CREATE TABLE agreement_schools (
  agreement_id uuid NOT NULL REFERENCES agreements ON DELETE CASCADE,
  school_id uuid NOT NULL REFERENCES schools ON DELETE CASCADE,
  position smallint NOT NULL,
  -- Bodies of the school that have to vote.
  needs text[] NOT NULL,
  withdrawn_at timestamptz(3),
  withdraw_reason text,
  PRIMARY KEY (agreement_id, school_id)
);
CREATE INDEX agreement_schools_school ON agreement_schools (school_id);

-- Never changed: a body that votes again has a second row, and the newest counts.
CREATE TABLE agreement_votes (
  id uuid PRIMARY KEY,
  agreement_id uuid NOT NULL,
  school_id uuid NOT NULL,
  body text NOT NULL,
  body_name text,
  day date NOT NULL,
  result text NOT NULL CHECK (result IN ('yes', 'no')),
  protocol text,
  note text,
  recorded_by uuid REFERENCES staff ON DELETE SET NULL,
  recorded_at timestamptz(3) NOT NULL,
  FOREIGN KEY (agreement_id, school_id) REFERENCES agreement_schools ON DELETE CASCADE
);
CREATE INDEX agreement_votes_agreement ON agreement_votes (agreement_id, school_id);

-- What is in them lies in the files, under their ids.
CREATE TABLE agreement_documents (
  id uuid PRIMARY KEY,
  agreement_id uuid NOT NULL REFERENCES agreements ON DELETE CASCADE,
  -- Whose; null: of all schools of the agreement.
  school_id uuid,
  name text NOT NULL,
  type text NOT NULL,
  size integer NOT NULL,
  sha256 bytea NOT NULL,
  uploaded_by uuid REFERENCES staff ON DELETE SET NULL,
  uploaded_at timestamptz(3) NOT NULL
);
CREATE INDEX agreement_documents_agreement ON agreement_documents (agreement_id);

CREATE TABLE agreement_events (
  id uuid PRIMARY KEY,
  agreement_id uuid NOT NULL REFERENCES agreements ON DELETE CASCADE,
  kind text NOT NULL,
  at timestamptz(3) NOT NULL,
  staff_id uuid REFERENCES staff ON DELETE SET NULL,
  school_id uuid,
  detail text
);
CREATE INDEX agreement_events_agreement ON agreement_events (agreement_id, at);
