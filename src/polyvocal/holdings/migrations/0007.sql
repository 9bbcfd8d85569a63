-- What the pages of one site repeat around their texts, learnt from the whole pile; derived, replaced as a whole.
CREATE TABLE furniture (
    record TEXT NOT NULL REFERENCES records (id) ON DELETE CASCADE,
    start INTEGER NOT NULL,     -- characters of the reading text
    stop INTEGER NOT NULL,
    rule TEXT NOT NULL,
    PRIMARY KEY (record, start)
) STRICT, WITHOUT ROWID;
