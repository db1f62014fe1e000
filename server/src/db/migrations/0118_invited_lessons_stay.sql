-- A lesson that somebody was invited to is called off, never deleted: a calendar that has it must hear that it is off.
ALTER TABLE lesson_invitations
  DROP CONSTRAINT lesson_invitations_lesson_id_fkey,
  ADD CONSTRAINT lesson_invitations_lesson_id_fkey FOREIGN KEY (lesson_id) REFERENCES lessons ON DELETE RESTRICT;
