-- What the reading room asks for from afar: lists of headings, voices through the whole library, days, pictures.

CREATE INDEX headings_by_label ON headings (type, hidden, label COLLATE NOCASE, id);
CREATE INDEX voices_by_name ON voices (name);
CREATE INDEX events_by_day ON events (earliest, latest);
CREATE INDEX records_by_kind ON records (kind);
CREATE INDEX captures_by_media_type ON captures (media_type);
