-- What does not add up by a record's own words: a Sunday that was a Monday, a part larger than its whole.
CREATE TABLE checks (
    record TEXT NOT NULL REFERENCES records (id) ON DELETE CASCADE,
    n INTEGER NOT NULL,
    kind TEXT NOT NULL,
    start INTEGER NOT NULL,     -- characters of the reading text
    words TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (record, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX checks_by_kind ON checks (kind);
