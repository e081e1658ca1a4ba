CREATE TABLE visits (id UUID PRIMARY KEY, day DATE, at TIMESTAMPTZ, seen TIMESTAMP, note TEXT);
CREATE INDEX ASYNC visits_day ON visits (day, at);
CREATE INDEX ASYNC visits_seen ON visits (seen);
SELECT id FROM visits WHERE day >= TIMESTAMP '2026-01-01' AND note = 'x';
--                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ comparison-across-types
SELECT id FROM visits v WHERE now() < v.day;
--                            ^^^^^^^^^^^^^ comparison-across-types
SELECT id FROM visits WHERE day = CURRENT_DATE AND seen > LOCALTIMESTAMP - INTERVAL '1 day';
UPDATE visits SET note = 'y' WHERE day > CURRENT_DATE - INTERVAL '1 day';
--                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ comparison-across-types
DELETE FROM visits WHERE seen < now() - INTERVAL '1 day';
--                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ comparison-across-types
SELECT id FROM visits WHERE day BETWEEN DATE '2026-01-01' AND '2026-02-01'::timestamptz;
--                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ comparison-across-types
SELECT id FROM visits WHERE at > TIMESTAMP '2026-01-01';
SELECT id FROM visits WHERE day > '2026-01-01';
SELECT day > TIMESTAMP '2026-01-01' FROM visits;
SELECT id FROM others WHERE day > now();
SELECT id FROM (SELECT id, now() AS day FROM visits) AS v WHERE v.day > TIMESTAMP '2026-01-01';
