INSERT INTO a SELECT generate_series(1, 3000);
INSERT INTO a SELECT generate_series(1, 3001);
-- ^^^^^^ too-many-rows (at 0)
INSERT INTO a SELECT g, 'x' FROM generate_series(0, 100000, 10) AS g;
-- ^^^^^^ too-many-rows (at 0)
INSERT INTO a SELECT g FROM generate_series(1, 5000) g WHERE g > 10;
INSERT INTO a SELECT g FROM generate_series(1, n) g;
BEGIN;
INSERT INTO a SELECT generate_series(1, 2000);
INSERT INTO a SELECT generate_series(1, 1000);
INSERT INTO a VALUES (1);
-- ^^^^^^ too-many-rows (at 0)
INSERT INTO a VALUES (2);
COMMIT;
BEGIN;
INSERT INTO a SELECT generate_series(1, 2000);
COMMIT;
INSERT INTO a SELECT generate_series(1, 2000);
INSERT INTO a SELECT t.second::time FROM generate_series(date_trunc('day', current_timestamp), date_trunc('day', current_timestamp) + interval '24 hours' - interval '1 second', interval '1 second') AS t (second);
-- ^^^^^^ too-many-rows (at 0)
INSERT INTO a SELECT t.day FROM generate_series(date_trunc('day', timestamp '2019-10-09'), date_trunc('day', timestamp '2019-10-09' + interval '50 years'), '1 day') AS t (day);
-- ^^^^^^ too-many-rows (at 0)
INSERT INTO a SELECT d FROM generate_series('2020-01-01'::date, '2028-12-31'::date, '1 day'::interval) d;
-- ^^^^^^ too-many-rows (at 0)
INSERT INTO a SELECT d FROM generate_series(now(), now() + interval '1 year', interval '1 day') d;
INSERT INTO a SELECT d FROM generate_series(now(), current_date + interval '90 years', interval '1 day') d;
INSERT INTO a SELECT d FROM generate_series(now(), now() + interval '9 years', interval '1 month') d;
-- Each row is inserted or updated.
INSERT INTO t SELECT g FROM generate_series(1, 9000) g ON CONFLICT (id) WHERE a > 0 DO UPDATE SET a = 1;
-- ^^^^^^ too-many-rows (at 0)
