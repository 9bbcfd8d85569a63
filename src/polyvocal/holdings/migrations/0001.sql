-- The library, schema 1. Offsets are code points; a day is a Julian Day Number; an id names the same thing for ever.

CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- One row a file of the pile, under its newest digest.
CREATE TABLE captures (
    source TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    encoding TEXT,
    address TEXT,
    captured TEXT,
    text_sha256 TEXT,           -- of the decoded text in UTF-8; NULL where the bytes are not text
    text BLOB,                  -- zlib; only where decoding the bytes again would not give the same text
    term TEXT NOT NULL          -- the Capture as JSON
) STRICT;
CREATE INDEX captures_by_digest ON captures (sha256);

-- Bytes that a file had before it changed; they stay in originals/.
CREATE TABLE superseded (
    source TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (source, sha256)
) STRICT, WITHOUT ROWID;

-- One row a document: its card (with what people corrected) and what the catalogue read.
CREATE TABLE records (
    id TEXT PRIMARY KEY,
    source TEXT NOT NULL REFERENCES captures (source) ON DELETE CASCADE,
    collection TEXT NOT NULL,
    place_start INTEGER NOT NULL,
    place_end INTEGER NOT NULL,
    rank INTEGER NOT NULL,      -- order on its page, from 0
    title TEXT NOT NULL,
    title_supplied INTEGER NOT NULL,
    authors TEXT NOT NULL,      -- JSON array
    publisher TEXT NOT NULL,
    date TEXT NOT NULL,         -- EDTF
    earliest INTEGER,
    latest INTEGER,
    year TEXT NOT NULL,
    kind TEXT NOT NULL,
    container TEXT NOT NULL,
    language TEXT NOT NULL,
    access TEXT NOT NULL,
    words INTEGER NOT NULL,
    statements INTEGER NOT NULL,
    unread INTEGER NOT NULL,    -- sentences a reader stumbled on
    changed INTEGER NOT NULL,   -- number of the change that last touched it
    description TEXT NOT NULL   -- the Description as the catalogue read it, JSON
) STRICT;
CREATE INDEX records_by_source ON records (source, rank);
CREATE INDEX records_by_change ON records (changed);
CREATE INDEX records_withdrawn ON records (access) WHERE access = 'withdrawn';

CREATE TABLE texts (
    record TEXT PRIMARY KEY REFERENCES records (id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    edits BLOB NOT NULL,        -- zlib of JSON
    reading BLOB NOT NULL       -- zlib of JSON: the CloseReading without its statements
) STRICT;

-- Ids of records that left (their file changed), for the search index to follow.
CREATE TABLE departures (record TEXT PRIMARY KEY, changed INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE authors (
    record TEXT NOT NULL REFERENCES records (id) ON DELETE CASCADE,
    n INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (record, n)
) STRICT, WITHOUT ROWID;

-- The catalogue entries in force; start, words and layer are the evidence, NULL where a person supplied the value.
CREATE TABLE entries (
    record TEXT NOT NULL REFERENCES records (id) ON DELETE CASCADE,
    field TEXT NOT NULL,
    n INTEGER NOT NULL,
    value TEXT NOT NULL,
    start INTEGER,
    words TEXT,
    layer TEXT,
    by TEXT NOT NULL,
    PRIMARY KEY (record, field, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE statements (
    id TEXT PRIMARY KEY,
    record TEXT NOT NULL REFERENCES records (id) ON DELETE CASCADE,
    n INTEGER NOT NULL,
    aspect TEXT NOT NULL,
    voice TEXT NOT NULL,        -- the innermost voice
    answer TEXT,                -- the words of the figure or of the answer
    kind TEXT,
    low REAL,
    high REAL,
    bound TEXT,
    population TEXT,
    earliest INTEGER,           -- of the anchor
    latest INTEGER,
    place TEXT,
    review TEXT NOT NULL,
    rule TEXT NOT NULL,
    term TEXT NOT NULL          -- the Statement as JSON
) STRICT;
CREATE INDEX statements_by_record ON statements (record, n);

-- The quoted stretches of a statement.
CREATE TABLE quotations (
    statement TEXT NOT NULL REFERENCES statements (id) ON DELETE CASCADE,
    n INTEGER NOT NULL,
    start INTEGER NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (statement, n)
) STRICT, WITHOUT ROWID;

-- The chain of voices of a statement, nearest the page first.
CREATE TABLE voices (
    statement TEXT NOT NULL REFERENCES statements (id) ON DELETE CASCADE,
    n INTEGER NOT NULL,
    name TEXT NOT NULL,
    manner TEXT NOT NULL,
    certainty TEXT NOT NULL,
    affirmed INTEGER NOT NULL,
    entity TEXT,
    PRIMARY KEY (statement, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE figures (
    record TEXT NOT NULL REFERENCES records (id) ON DELETE CASCADE,
    n INTEGER NOT NULL,
    start INTEGER NOT NULL,
    words TEXT NOT NULL,
    low REAL,
    high REAL,
    bound TEXT NOT NULL,
    kind TEXT NOT NULL,
    population TEXT NOT NULL,
    noun TEXT NOT NULL,
    unit TEXT NOT NULL,
    affirmed INTEGER NOT NULL,
    PRIMARY KEY (record, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE dates (
    record TEXT NOT NULL REFERENCES records (id) ON DELETE CASCADE,
    n INTEGER NOT NULL,
    start INTEGER,
    words TEXT NOT NULL,
    type TEXT NOT NULL,
    value TEXT NOT NULL,
    edtf TEXT,
    earliest INTEGER,
    latest INTEGER,
    calendar TEXT NOT NULL,
    PRIMARY KEY (record, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE names (
    record TEXT NOT NULL REFERENCES records (id) ON DELETE CASCADE,
    n INTEGER NOT NULL,
    start INTEGER NOT NULL,
    words TEXT NOT NULL,
    type TEXT NOT NULL,
    heading TEXT,
    PRIMARY KEY (record, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE setbacks (
    source TEXT NOT NULL,
    place TEXT NOT NULL,        -- the file, or the member inside it
    stage TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (source, place, stage, reason)
) STRICT, WITHOUT ROWID;

-- What people decided: a copy of corrections.jsonl, line by line.
CREATE TABLE corrections (
    n INTEGER PRIMARY KEY,
    record TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    by TEXT NOT NULL,
    reason TEXT NOT NULL,
    day TEXT NOT NULL
) STRICT;
CREATE INDEX corrections_by_record ON corrections (record);

-- What collation found; replaced as a whole.
CREATE TABLE reprints (
    copy TEXT NOT NULL REFERENCES records (id) ON DELETE CASCADE,
    of TEXT NOT NULL REFERENCES records (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    containment REAL NOT NULL,
    PRIMARY KEY (copy, of)
) STRICT, WITHOUT ROWID;
CREATE INDEX reprints_by_original ON reprints (of);

CREATE TABLE origins (id TEXT PRIMARY KEY, reason TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE origin_records (
    origin TEXT NOT NULL REFERENCES origins (id) ON DELETE CASCADE,
    n INTEGER NOT NULL,
    record TEXT NOT NULL,       -- a record, or a statement that has another origin than its record
    PRIMARY KEY (origin, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX origin_records_by_record ON origin_records (record);

CREATE TABLE events (
    id TEXT PRIMARY KEY,
    rank INTEGER NOT NULL,      -- most telling first
    label TEXT NOT NULL,
    earliest INTEGER,
    latest INTEGER,
    edtf TEXT,
    places TEXT NOT NULL,       -- JSON array
    period INTEGER NOT NULL,
    parent TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX events_by_rank ON events (rank);

CREATE TABLE event_names (
    event TEXT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    n INTEGER NOT NULL,
    words TEXT NOT NULL,
    voice TEXT NOT NULL,
    statement TEXT NOT NULL REFERENCES statements (id) ON DELETE CASCADE,
    PRIMARY KEY (event, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_names_by_statement ON event_names (statement);

CREATE TABLE event_members (
    event TEXT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    n INTEGER NOT NULL,
    statement TEXT NOT NULL REFERENCES statements (id) ON DELETE CASCADE,
    reason TEXT NOT NULL,
    PRIMARY KEY (event, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_members_by_statement ON event_members (statement);

CREATE TABLE apparatus (
    event TEXT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    n INTEGER NOT NULL,
    question TEXT NOT NULL,
    aspect TEXT NOT NULL,
    PRIMARY KEY (event, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE readings (
    event TEXT NOT NULL,
    question INTEGER NOT NULL,
    n INTEGER NOT NULL,
    answer TEXT NOT NULL,
    documents INTEGER NOT NULL,
    origins INTEGER NOT NULL,
    PRIMARY KEY (event, question, n),
    FOREIGN KEY (event, question) REFERENCES apparatus (event, n) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE reading_statements (
    event TEXT NOT NULL,
    question INTEGER NOT NULL,
    reading INTEGER NOT NULL,
    n INTEGER NOT NULL,
    statement TEXT NOT NULL REFERENCES statements (id) ON DELETE CASCADE,
    PRIMARY KEY (event, question, reading, n),
    FOREIGN KEY (event, question, reading) REFERENCES readings (event, question, n) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX reading_statements_by_statement ON reading_statements (statement);

CREATE TABLE relations (
    event TEXT NOT NULL,
    question INTEGER NOT NULL,
    n INTEGER NOT NULL,
    a TEXT NOT NULL REFERENCES statements (id) ON DELETE CASCADE,
    b TEXT NOT NULL REFERENCES statements (id) ON DELETE CASCADE,
    aspect TEXT NOT NULL,
    relation TEXT NOT NULL,
    why TEXT NOT NULL,
    documents INTEGER NOT NULL,
    origins INTEGER NOT NULL,
    weight REAL NOT NULL,
    place TEXT NOT NULL,
    PRIMARY KEY (event, question, n),
    FOREIGN KEY (event, question) REFERENCES apparatus (event, n) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX relations_by_weight ON relations (weight DESC);
CREATE INDEX relations_by_a ON relations (a);
CREATE INDEX relations_by_b ON relations (b);

-- For people who open the library in Datasette: who says what, in whose document.
CREATE VIEW said AS
SELECT
    records.title, records.source, statements.aspect, statements.voice, statements.answer,
    statements.kind, statements.low, statements.high, statements.bound, statements.population,
    (SELECT group_concat(words, ' … ') FROM quotations WHERE statement = statements.id) AS quotation,
    statements.id AS statement, statements.record
FROM statements JOIN records ON records.id = statements.record;

-- Statements of withdrawn records: held, but no longer shown beside others.
CREATE VIEW hidden AS
SELECT statements.id FROM statements JOIN records ON records.id = statements.record WHERE access = 'withdrawn';
