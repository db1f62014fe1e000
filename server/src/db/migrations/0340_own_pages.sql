-- Pages that pupils took from a capsule's board to work on. They go when the capsule does.
CREATE TABLE own_pages (
  capsule_id uuid NOT NULL REFERENCES capsules ON DELETE CASCADE,
  pupil_id uuid NOT NULL REFERENCES pupils ON DELETE CASCADE,
  -- Made where the page was taken.
  own_page_id uuid NOT NULL,
  title text NOT NULL,
  -- Milliseconds of what viewers saw.
  at integer NOT NULL,
  taken_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  -- Counts the changes.
  version integer NOT NULL,
  -- A Yjs document; null once it was taken away, so that no other device brings it back.
  state bytea,
  PRIMARY KEY (capsule_id, pupil_id, own_page_id)
);

-- The page by which the closing task was answered. It may be gone since.
ALTER TABLE catch_ups ADD COLUMN task_page uuid;
