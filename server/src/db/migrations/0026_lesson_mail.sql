-- What of the own lessons comes by e-mail; without a row, all.
CREATE TABLE lesson_mail_choices (
  staff_id uuid PRIMARY KEY REFERENCES staff ON DELETE CASCADE,
  invitations boolean NOT NULL,
  reminders boolean NOT NULL
);

-- Teachers who were invited to a lesson by e-mail, as they last heard of it, and their answers.
CREATE TABLE lesson_invitations (
  lesson_id uuid NOT NULL REFERENCES lessons ON DELETE CASCADE,
  staff_id uuid NOT NULL REFERENCES staff ON DELETE CASCADE,
  -- Of what stands in the address that answers go to.
  token_hash bytea NOT NULL UNIQUE,
  status text NOT NULL CHECK (status IN ('TENTATIVE', 'CONFIRMED', 'CANCELLED')),
  sequence integer NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  sent_at timestamptz NOT NULL,
  -- The answer to this sequence; a lesson that moves asks anew.
  answer text NOT NULL DEFAULT 'invited' CHECK (answer IN ('invited', 'accepted', 'tentative', 'declined')),
  answered_at timestamptz,
  -- What the answer says of when it was given (DTSTAMP): mails overtake each other.
  answer_stamp timestamptz,
  PRIMARY KEY (lesson_id, staff_id)
);
CREATE INDEX lesson_invitations_staff ON lesson_invitations (staff_id);

-- What has just been changed is told.
CREATE INDEX lessons_updated ON lessons (updated_at);
