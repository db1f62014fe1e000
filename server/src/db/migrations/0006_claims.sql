-- Compares ids and spans of time in one index. Of PostgreSQL's own; its owner may add it to a database.
CREATE EXTENSION IF NOT EXISTS btree_gist;

-- Whose time a lesson takes: a class, a member of staff or a room each. Firm ones exclude one another, whoever asks at
-- the same time; those of lessons made by hand are only told.
CREATE TABLE claims (
  lesson_id uuid NOT NULL REFERENCES lessons ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('class', 'staff', 'room')),
  subject_id uuid NOT NULL,
  school_id uuid NOT NULL REFERENCES schools ON DELETE CASCADE,
  during tstzrange NOT NULL CHECK (NOT isempty(during)),
  firm boolean NOT NULL,
  PRIMARY KEY (lesson_id, subject_id),
  CONSTRAINT claims_exclude EXCLUDE USING gist (subject_id WITH =, during WITH &&) WHERE (firm)
);
CREATE INDEX claims_subject ON claims USING gist (subject_id, during);
CREATE INDEX claims_school ON claims (school_id, upper(during));

-- Lessons of before: their classes, and the rooms in which these meet.
INSERT INTO claims (lesson_id, kind, subject_id, school_id, during, firm)
SELECT l.id, 'class', c.class_group_id, c.school_id, tstzrange(l.starts_at, l.ends_at), false
FROM lessons l JOIN twinning_classes c ON c.twinning_id = l.twinning_id
WHERE l.over <> 'cancelled';
INSERT INTO claims (lesson_id, kind, subject_id, school_id, during, firm)
SELECT DISTINCT l.id, 'room', g.room_id, c.school_id, tstzrange(l.starts_at, l.ends_at), false
FROM lessons l
JOIN twinning_classes c ON c.twinning_id = l.twinning_id
JOIN class_groups g ON g.id = c.class_group_id
WHERE l.over <> 'cancelled' AND g.room_id IS NOT NULL;
