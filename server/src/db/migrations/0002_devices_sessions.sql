-- A browser that is, or waits to be, a room's kit or a class's companion. Unpaired: no school, but a code.
CREATE TABLE devices (
  id uuid PRIMARY KEY,
  school_id uuid REFERENCES schools ON DELETE CASCADE,
  purpose text CHECK (purpose IN ('kit', 'companion')),
  name text NOT NULL DEFAULT '',
  room_id uuid REFERENCES rooms,
  class_group_id uuid REFERENCES class_groups ON DELETE CASCADE,
  -- The pupil who has taken the companion.
  pupil_id uuid REFERENCES pupils ON DELETE SET NULL,
  code text UNIQUE,
  code_expires_at timestamptz,
  -- Where it waits, as a keyed hash: enough to know that a teacher is behind the same address.
  address_hash bytea,
  description text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL DEFAULT now(),
  paired_at timestamptz,
  CHECK (
    (purpose IS NULL AND school_id IS NULL AND room_id IS NULL AND class_group_id IS NULL)
    OR (purpose = 'kit' AND school_id IS NOT NULL AND room_id IS NOT NULL AND class_group_id IS NULL)
    OR (purpose = 'companion' AND school_id IS NOT NULL AND class_group_id IS NOT NULL AND room_id IS NULL)
  )
);
CREATE INDEX devices_school ON devices (school_id);
CREATE INDEX devices_waiting ON devices (address_hash) WHERE school_id IS NULL;
-- A pupil is at one tablet at a time.
CREATE UNIQUE INDEX devices_pupil ON devices (pupil_id);

-- Only a hash of the cookie's token is kept.
CREATE TABLE sessions (
  token_hash bytea PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('staff', 'device', 'home')),
  staff_id uuid REFERENCES staff ON DELETE CASCADE,
  device_id uuid REFERENCES devices ON DELETE CASCADE,
  pupil_id uuid REFERENCES pupils ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_seen_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  CHECK (num_nonnulls(staff_id, device_id, pupil_id) = 1)
);
CREATE INDEX sessions_staff ON sessions (staff_id);
CREATE INDEX sessions_device ON sessions (device_id);
CREATE INDEX sessions_pupil ON sessions (pupil_id);
CREATE INDEX sessions_expiry ON sessions (expires_at);

-- Rate limits that survive a restart. The columns are those of rate-limiter-flexible.
CREATE TABLE rate_limits (
  key varchar(255) PRIMARY KEY,
  points integer NOT NULL DEFAULT 0,
  expire bigint
);
