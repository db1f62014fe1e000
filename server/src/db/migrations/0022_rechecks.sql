-- Up to which revision of its timetable a school's lessons were looked at; what a proposed move comes to.
ALTER TABLE rechecks ADD COLUMN revision integer NOT NULL DEFAULT 0;
ALTER TABLE lesson_moves ADD COLUMN sites jsonb NOT NULL DEFAULT '[]';
