INSERT INTO old SELECT * FROM games;
-- ^^^^^^ unbounded-insert (at 0)
INSERT INTO old TABLE games;
-- ^^^^^^ unbounded-insert (at 0)
INSERT INTO old SELECT team, count(*) FROM games GROUP BY team;
-- ^^^^^^ unbounded-insert (at 0)
INSERT INTO old SELECT * FROM games WHERE id < 9 UNION ALL SELECT * FROM teams JOIN lines ON true;
-- ^^^^^^ unbounded-insert (at 0)
WITH added AS (INSERT INTO old SELECT * FROM games RETURNING *) SELECT 1;
--             ^^^^^^ unbounded-insert
-- Bounded, or of a size that the text does not tell.
INSERT INTO old SELECT * FROM games WHERE id < 9;
INSERT INTO old SELECT * FROM games LIMIT 500;
INSERT INTO old SELECT count(*), max(day) FROM games;
INSERT INTO old VALUES (1);
WITH x AS (SELECT * FROM games WHERE id < 9) INSERT INTO old SELECT * FROM x;
INSERT INTO old SELECT * FROM (SELECT * FROM games LIMIT 9) x;
INSERT INTO old SELECT n FROM generate_series(1, 100) n;

WITH chosen AS (SELECT id FROM games WHERE title = 'Go'),
  added AS (INSERT INTO favorites SELECT id FROM chosen)
SELECT id FROM chosen;
