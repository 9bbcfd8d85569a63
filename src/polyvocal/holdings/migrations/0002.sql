-- What accession says of a text beside its words (pages, marks, passages), and how captures belong together.
ALTER TABLE texts ADD COLUMN furnishing BLOB;   -- packed: [leaves, marks, passages]; NULL where there are none
ALTER TABLE captures ADD COLUMN use TEXT NOT NULL DEFAULT 'document';
ALTER TABLE captures ADD COLUMN part_of TEXT;   -- the source of the container or page that it came in
CREATE INDEX captures_by_part_of ON captures (part_of);
