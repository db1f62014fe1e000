-- Where a teacher records alone: it runs as a lesson does, with the teacher as the only one in it. Its capsule has its id.
CREATE TABLE studios (
  id uuid PRIMARY KEY,
  school_id uuid NOT NULL REFERENCES schools ON DELETE CASCADE,
  staff_id uuid NOT NULL REFERENCES staff ON DELETE CASCADE,
  title text NOT NULL,
  board_id uuid NOT NULL UNIQUE,
  opened_at timestamptz NOT NULL,
  closes_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE INDEX studios_owner ON studios (staff_id, opened_at);

-- What runs is a lesson or a studio. Neither is ever deleted while it runs, so nothing is left hanging.
ALTER TABLE live_lessons DROP CONSTRAINT live_lessons_lesson_id_fkey;
ALTER TABLE attendance DROP CONSTRAINT attendance_lesson_id_fkey;
