-- What tells this installation's lessons from those of others in everybody's calendars. In the database, so that it is
-- the same wherever the database is put back.
CREATE TABLE installation (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  id uuid NOT NULL
);
INSERT INTO installation (id) VALUES (gen_random_uuid());

-- Secret addresses of calendars. Only a hash of the secret is kept.
CREATE TABLE calendar_feeds (
  id uuid PRIMARY KEY,
  token_hash bytea NOT NULL UNIQUE,
  -- Who made it, and sees through it what he or she may see.
  holder_id uuid NOT NULL REFERENCES staff ON DELETE CASCADE,
  shows text NOT NULL CHECK (shows IN ('lessons', 'busy')),
  -- Whose calendar it is.
  staff_id uuid REFERENCES staff ON DELETE CASCADE,
  class_group_id uuid REFERENCES class_groups ON DELETE CASCADE,
  room_id uuid REFERENCES rooms ON DELETE CASCADE,
  school_id uuid REFERENCES schools ON DELETE CASCADE,
  created_at timestamptz NOT NULL,
  read_at timestamptz,
  -- What it last gave, and since when: lessons, names and the passing days all change it.
  content_hash bytea,
  content_at timestamptz,
  CHECK (num_nonnulls(staff_id, class_group_id, room_id, school_id) = 1)
);
CREATE UNIQUE INDEX calendar_feeds_one
  ON calendar_feeds (holder_id, shows, coalesce(staff_id, class_group_id, room_id, school_id));
CREATE INDEX calendar_feeds_staff ON calendar_feeds (staff_id);
CREATE INDEX calendar_feeds_class ON calendar_feeds (class_group_id);
CREATE INDEX calendar_feeds_room ON calendar_feeds (room_id);
CREATE INDEX calendar_feeds_school ON calendar_feeds (school_id);
