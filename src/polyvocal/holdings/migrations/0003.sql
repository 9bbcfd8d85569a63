-- Versions of one text, and who cites whom.

-- Two printings aligned word by word; replaced with the collation.
CREATE TABLE versions (
    copy TEXT NOT NULL REFERENCES records (id) ON DELETE CASCADE,
    of TEXT NOT NULL REFERENCES records (id) ON DELETE CASCADE,
    changes INTEGER NOT NULL,   -- how many
    notes TEXT NOT NULL,        -- JSON array
    term BLOB NOT NULL,         -- packed: the Version
    PRIMARY KEY (copy, of)
) STRICT, WITHOUT ROWID;
CREATE INDEX versions_by_original ON versions (of);

-- The sources that a record cites, as it cites them.
CREATE TABLE citations (
    record TEXT NOT NULL REFERENCES records (id) ON DELETE CASCADE,
    n INTEGER NOT NULL,
    kind TEXT NOT NULL,
    words TEXT NOT NULL,
    key TEXT NOT NULL,          -- one for all citations of one source; "" where too little is said
    torn INTEGER NOT NULL,
    term TEXT NOT NULL,         -- the Citation as JSON
    PRIMARY KEY (record, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX citations_by_key ON citations (key);

-- Which of them mean a record that is held; replaced with the collation.
CREATE TABLE citation_links (
    by TEXT NOT NULL,
    n INTEGER NOT NULL,
    of TEXT NOT NULL REFERENCES records (id) ON DELETE CASCADE,
    reason TEXT NOT NULL,
    PRIMARY KEY (by, n, of),
    FOREIGN KEY (by, n) REFERENCES citations (record, n) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX citation_links_by_original ON citation_links (of);
