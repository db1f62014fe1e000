-- Schools and who belongs to them. Times are instants; ids are made by the application.
CREATE TABLE schools (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  town text NOT NULL,
  time_zone text NOT NULL,
  language text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE rooms (
  id uuid PRIMARY KEY,
  school_id uuid NOT NULL REFERENCES schools ON DELETE CASCADE,
  name text NOT NULL
);
CREATE UNIQUE INDEX rooms_name ON rooms (school_id, lower(name));

CREATE TABLE class_groups (
  id uuid PRIMARY KEY,
  school_id uuid NOT NULL REFERENCES schools ON DELETE CASCADE,
  name text NOT NULL,
  grades smallint[] NOT NULL,
  level text,
  room_id uuid REFERENCES rooms
);
CREATE UNIQUE INDEX class_groups_name ON class_groups (school_id, lower(name));
CREATE INDEX class_groups_room ON class_groups (room_id);

-- An alias and a picture, nothing else. The pattern is a keyed hash of four pictures.
CREATE TABLE pupils (
  id uuid PRIMARY KEY,
  school_id uuid NOT NULL REFERENCES schools ON DELETE CASCADE,
  class_group_id uuid NOT NULL REFERENCES class_groups ON DELETE CASCADE,
  alias text NOT NULL,
  avatar text NOT NULL,
  pattern_hash bytea,
  home_code_hash bytea UNIQUE,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX pupils_alias ON pupils (class_group_id, lower(alias));

CREATE TABLE staff (
  id uuid PRIMARY KEY,
  -- Null: of the network, of no school.
  school_id uuid REFERENCES schools ON DELETE CASCADE,
  name text NOT NULL,
  email text NOT NULL UNIQUE,
  roles text[] NOT NULL,
  language text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX staff_school ON staff (school_id);

-- Ways to prove who one is: a password now, passkeys beside it later.
CREATE TABLE staff_credentials (
  id uuid PRIMARY KEY,
  staff_id uuid NOT NULL REFERENCES staff ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('password', 'passkey')),
  secret text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX staff_credentials_password ON staff_credentials (staff_id) WHERE kind = 'password';

CREATE TABLE invitations (
  id uuid PRIMARY KEY,
  purpose text NOT NULL CHECK (purpose IN ('join', 'first-admin', 'new-password')),
  token_hash bytea NOT NULL UNIQUE,
  school_id uuid REFERENCES schools ON DELETE CASCADE,
  -- Whose password is set anew, for `new-password`.
  staff_id uuid REFERENCES staff ON DELETE CASCADE,
  email text,
  name text,
  roles text[] NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL
);
CREATE INDEX invitations_school ON invitations (school_id);
