-- Containers, and the furniture of sites.

CREATE INDEX captures_by_use ON captures (use) WHERE use <> 'document';

-- For people who open the library in Datasette: what holds other documents, and how much came of it.
CREATE VIEW containers AS
SELECT
    held.source, held.media_type, held.size,
    (SELECT count(*) FROM captures AS part WHERE part.part_of = held.source) AS members,
    (SELECT count(*) FROM records JOIN captures AS part USING (source) WHERE part.part_of = held.source) AS records,
    (SELECT count(*) FROM setbacks WHERE setbacks.source = held.source) AS setbacks
FROM captures AS held WHERE held.use = 'container';
