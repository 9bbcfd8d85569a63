-- Decisions of people: a copy of corrections.jsonl with the place each was made at, and how it stands.

DROP TABLE corrections;
DELETE FROM meta WHERE name = 'corrections';
CREATE TABLE corrections (
    n INTEGER PRIMARY KEY,      -- order by moment and id
    id TEXT NOT NULL,
    record TEXT NOT NULL,       -- '' where it is about no record
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    by TEXT NOT NULL,
    reason TEXT NOT NULL,
    day TEXT NOT NULL,
    moment TEXT NOT NULL,       -- the second in UTC; '' in lines older than moments
    supersedes TEXT NOT NULL,   -- JSON array of ids
    undo TEXT NOT NULL,         -- the id it takes back, or ''
    source TEXT,                -- these five: where the record stood; NULL in lines older than them
    sha256 TEXT,
    start INTEGER,
    rank INTEGER,
    among INTEGER,
    standing TEXT NOT NULL      -- in force, superseded, outweighed, undone, undo
) STRICT;
CREATE INDEX corrections_by_record ON corrections (record, standing);
CREATE INDEX corrections_by_source ON corrections (source);
CREATE INDEX corrections_by_digest ON corrections (sha256);
CREATE INDEX corrections_by_field ON corrections (field);

-- Originals that a withdrawal erased; their bytes are not kept again.
CREATE TABLE erased (sha256 TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

-- Files to be read again at the next build, because a withdrawn record of theirs was opened.
CREATE TABLE stale (source TEXT PRIMARY KEY REFERENCES captures (source) ON DELETE CASCADE) STRICT, WITHOUT ROWID;
