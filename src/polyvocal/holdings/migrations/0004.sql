-- Catalogue data that lists of the pile supply, the arrangement of the records, and the authority file.

-- A layer between what the catalogue read and what people corrected; it goes when its list goes.
CREATE TABLE supplied (
    list TEXT NOT NULL REFERENCES captures (source) ON DELETE CASCADE,
    line INTEGER NOT NULL,      -- order in the list
    source TEXT NOT NULL,       -- the file it speaks of
    n INTEGER,                  -- the only document in that file that is meant; NULL for the whole file
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    by TEXT NOT NULL,           -- the place in the list
    PRIMARY KEY (list, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX supplied_by_source ON supplied (source);

-- Levels above the record (ISAD(G)); derived, replaced as a whole.
CREATE TABLE units (
    id TEXT PRIMARY KEY,
    n INTEGER NOT NULL,         -- order of all units, each before its parts
    level TEXT NOT NULL,
    title TEXT NOT NULL,
    parent TEXT,
    rank INTEGER NOT NULL,
    basis TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE unit_records (
    record TEXT PRIMARY KEY REFERENCES records (id) ON DELETE CASCADE,
    unit TEXT NOT NULL,
    n INTEGER NOT NULL          -- order of all records
) STRICT, WITHOUT ROWID;
CREATE INDEX unit_records_by_unit ON unit_records (unit, n);
CREATE INDEX unit_records_by_order ON unit_records (n);

-- The authority file as found by rule (one packed row), and in force, with what people decided.
CREATE TABLE authority (n INTEGER PRIMARY KEY, found BLOB NOT NULL) STRICT;
CREATE TABLE headings (
    id TEXT PRIMARY KEY,
    type TEXT NOT NULL,
    label TEXT NOT NULL,
    records INTEGER NOT NULL,
    decided INTEGER NOT NULL,
    hidden INTEGER NOT NULL,
    found TEXT NOT NULL,        -- all spellings, for searching
    term TEXT NOT NULL          -- the Heading as JSON
) STRICT, WITHOUT ROWID;
CREATE INDEX headings_by_type ON headings (type, label);
CREATE TABLE heading_records (
    heading TEXT NOT NULL REFERENCES headings (id) ON DELETE CASCADE,
    record TEXT NOT NULL REFERENCES records (id) ON DELETE CASCADE,
    words TEXT NOT NULL,
    PRIMARY KEY (heading, record, words)
) STRICT, WITHOUT ROWID;
CREATE INDEX heading_records_by_record ON heading_records (record);
CREATE TABLE heading_suggestions (
    a TEXT NOT NULL,
    b TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (a, b, reason)
) STRICT, WITHOUT ROWID;
CREATE INDEX heading_suggestions_by_b ON heading_suggestions (b);
-- Identifiers that people gave, a column a scheme for those who open the library elsewhere.
CREATE TABLE heading_identifiers (
    heading TEXT NOT NULL REFERENCES headings (id) ON DELETE CASCADE,
    scheme TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (heading, scheme)
) STRICT, WITHOUT ROWID;
