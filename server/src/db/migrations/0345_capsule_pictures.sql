-- A capsule's board in small, as lists show it; made with what viewers get, and gone with it.
ALTER TABLE capsules ADD COLUMN picture jsonb;
