-- Who has left, and which class is put away: their rows stay with all that refers to them. An address, and a class's
-- name, is free again for whoever comes next.
ALTER TABLE staff ADD COLUMN left_at timestamptz;
ALTER TABLE staff DROP CONSTRAINT staff_email_key;
CREATE UNIQUE INDEX staff_email ON staff (email) WHERE left_at IS NULL;

ALTER TABLE class_groups ADD COLUMN put_away_at timestamptz;
DROP INDEX class_groups_name;
CREATE UNIQUE INDEX class_groups_name ON class_groups (school_id, lower(name)) WHERE put_away_at IS NULL;
