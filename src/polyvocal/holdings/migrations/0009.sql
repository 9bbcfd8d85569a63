-- Decisions about events stand among the corrections; here what collation asks, and where rivals meet.

-- Whether voices of an event's two sides give the two statements.
ALTER TABLE relations ADD COLUMN rivals INTEGER NOT NULL DEFAULT 0;

-- Pairs of events that may be one, for a person to settle; derived, replaced as a whole.
CREATE TABLE event_suggestions (
    a TEXT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    b TEXT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    strength REAL NOT NULL,     -- the likeliest first
    reason TEXT NOT NULL,
    PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_suggestions_by_b ON event_suggestions (b);
