-- Who found a name and by which rule, of what finer kind it is (ship, periodical, unit), why it is a person's.
ALTER TABLE names ADD COLUMN rule TEXT NOT NULL DEFAULT '';
ALTER TABLE names ADD COLUMN kind TEXT NOT NULL DEFAULT '';
ALTER TABLE names ADD COLUMN why TEXT NOT NULL DEFAULT '';
