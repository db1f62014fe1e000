-- Feeds that schools follow bring weekly lessons too.
-- Which feed brought an hour and keeps it as it is there; null: people's own, or a file's.
ALTER TABLE timetable_entries ADD COLUMN origin text;
CREATE INDEX timetable_entries_origin ON timetable_entries (school_id, origin) WHERE origin IS NOT NULL;

ALTER TABLE subscriptions
  -- What it brings: closures, entries. Those that are followed already go on as they were.
  ADD COLUMN brings text[] NOT NULL DEFAULT '{closures}',
  -- Whether changes of its lessons are taken over without somebody looking first.
  ADD COLUMN by_itself boolean NOT NULL DEFAULT false,
  -- What a person chose for its lessons; null: nobody has applied them yet.
  ADD COLUMN lesson_choices jsonb,
  -- Of the changes for which a dry run was last made ready: the same is told once.
  ADD COLUMN lessons_told text;

-- A feed has one dry run at most.
CREATE UNIQUE INDEX imports_ready_feed ON imports (subscription_id) WHERE state = 'ready';
