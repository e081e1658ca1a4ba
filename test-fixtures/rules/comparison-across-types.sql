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
-- Joins: a number that is converted to be compared reads no index; integers of all widths do, and so does the other side.
CREATE TABLE users (id BIGINT PRIMARY KEY, code CHAR(4), tag VARCHAR(9), day TIMESTAMP, "Size" INT);
CREATE INDEX ASYNC users_code ON users (code);
CREATE UNIQUE INDEX ASYNC users_size ON users ("Size");
CREATE INDEX ASYNC users_some ON users (tag) WHERE id > 1;
CREATE TABLE logs (id UUID PRIMARY KEY, user_id NUMERIC(20, 0), small SMALLINT, code TEXT, tag CHAR(9), user_code VARCHAR(4), size REAL);
SELECT 1 FROM logs l JOIN users u ON u.id = l.user_id AND l.small > 1;
--                                   ^^^^^^^^^^^^^^^^ comparison-across-types
SELECT 1 FROM logs, users AS u WHERE logs.small = u.id AND (user_id = u.id);
--                                                          ^^^^^^^^^^^^^^ comparison-across-types
SELECT 1 FROM users u LEFT JOIN logs AS l USING (code) JOIN visits v ON v.day > u.day OR u.id = l.user_id;
--                                               ^^^^ comparison-across-types
SELECT 1 FROM visits JOIN users USING (day);
--                                     ^^^ comparison-across-types
SELECT 1 FROM users, logs WHERE "Size" <= size AND users.tag = logs.tag AND users.code = user_code;
--                              ^^^^^^^^^^^^^^ comparison-across-types
SELECT 1 FROM users u WHERE EXISTS (SELECT 1 FROM logs l WHERE l.user_id = u.id);
SELECT 1 FROM users u WHERE id IN (SELECT small FROM logs l JOIN users x ON x.id = l.user_id);
--                                                                          ^^^^^^^^^^^^^^^^ comparison-across-types
UPDATE logs SET size = 1 FROM users u WHERE u.id = user_id;
--                                          ^^^^^^^^^^^^^^ comparison-across-types
DELETE FROM logs USING users WHERE users.id = logs.user_id;
--                                 ^^^^^^^^^^^^^^^^^^^^^^^ comparison-across-types
INSERT INTO logs (id) SELECT gen_random_uuid() FROM users JOIN logs ON users.id = logs.user_id;
--                                                                     ^^^^^^^^^^^^^^^^^^^^^^^ comparison-across-types
WITH users AS (SELECT 1 AS id) SELECT 1 FROM users JOIN logs ON users.id = logs.user_id;
SELECT 1 FROM (SELECT 1 AS id) AS users JOIN logs ON users.id = logs.user_id;
SELECT 1 FROM app.users JOIN logs ON users.id = logs.user_id;
SELECT 1 FROM users AS u (a) JOIN logs ON u.id = logs.user_id;
SELECT 1 FROM users u JOIN logs l ON u.id = l.user_id + 1;
SELECT u.id = l.user_id FROM users u, logs l;
SELECT 1 FROM public.users u JOIN logs l ON u.id = l.user_id;
--                                          ^^^^^^^^^^^^^^^^ comparison-across-types
CREATE TABLE app.teams (id INT PRIMARY KEY);
CREATE TABLE teams (id NUMERIC(9, 0) PRIMARY KEY);
SELECT 1 FROM teams t JOIN logs l ON t.id = l.user_id;
SELECT 1 FROM app.teams t JOIN logs l ON t.id = l.user_id;
--                                       ^^^^^^^^^^^^^^^^ comparison-across-types
