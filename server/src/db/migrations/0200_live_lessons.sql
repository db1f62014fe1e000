-- What a server that takes over needs of a running lesson: its compact state, replaced as a whole. Kept with the lesson,
-- since the wall is in it.
CREATE TABLE live_lessons (
  lesson_id uuid PRIMARY KEY REFERENCES lessons ON DELETE CASCADE,
  state jsonb NOT NULL,
  saved_at timestamptz NOT NULL DEFAULT now()
);
