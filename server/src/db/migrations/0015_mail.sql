-- What is to be sent, written in the transaction of what it tells about. Kept when nothing can send it.
CREATE TABLE mails (
  id uuid PRIMARY KEY,
  -- To a member of the staff, at whatever address the person then has; or to a bare address.
  staff_id uuid REFERENCES staff ON DELETE CASCADE,
  address text,
  kind text NOT NULL,
  language text NOT NULL,
  subject text NOT NULL,
  body_text text NOT NULL,
  body_html text NOT NULL,
  calendar_method text CHECK (calendar_method IN ('REQUEST', 'CANCEL', 'REPLY')),
  calendar text,
  -- The same thing is told once.
  dedupe_key text UNIQUE,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'refused', 'given-up')),
  tries smallint NOT NULL DEFAULT 0,
  failure text,
  -- The last words of the mail server, for administrators.
  answer text,
  created_at timestamptz(3) NOT NULL,
  -- When it may be sent at the earliest; after some days without success it is given up.
  due_at timestamptz(3) NOT NULL,
  -- While a server sends it: until when it is that server's alone.
  next_try_at timestamptz(3) NOT NULL,
  tried_at timestamptz(3),
  ended_at timestamptz(3),
  CHECK ((staff_id IS NULL) <> (address IS NULL)),
  CHECK ((calendar IS NULL) = (calendar_method IS NULL))
);
CREATE INDEX mails_waiting ON mails (next_try_at) WHERE state = 'waiting';
CREATE INDEX mails_list ON mails (created_at DESC, id);
CREATE INDEX mails_staff ON mails (staff_id);

-- What a member of staff is told in the product. Words are the reader's: a kind, and what stands in its sentence.
CREATE TABLE notices (
  id uuid PRIMARY KEY,
  staff_id uuid NOT NULL REFERENCES staff ON DELETE CASCADE,
  kind text NOT NULL,
  params jsonb NOT NULL,
  path text NOT NULL,
  dedupe_key text,
  created_at timestamptz(3) NOT NULL,
  read_at timestamptz(3)
);
CREATE INDEX notices_staff ON notices (staff_id, created_at DESC, id);
CREATE INDEX notices_unread ON notices (staff_id) WHERE read_at IS NULL;
CREATE UNIQUE INDEX notices_dedupe ON notices (staff_id, dedupe_key);

-- What has to be done again and again, once for all servers.
CREATE TABLE clock_jobs (
  name text PRIMARY KEY,
  next_at timestamptz(3) NOT NULL,
  -- Until when the server that does it has it for itself.
  taken_until timestamptz(3),
  failures smallint NOT NULL DEFAULT 0
);
