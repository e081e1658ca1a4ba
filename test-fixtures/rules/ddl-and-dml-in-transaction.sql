BEGIN;
CREATE TABLE a (b int);
SELECT 1;
INSERT INTO a VALUES (1);
-- ^^^^^^ ddl-and-dml-in-transaction (at 0)
INSERT INTO a VALUES (2);
COMMIT;
BEGIN;
WITH gone AS (DELETE FROM a RETURNING b) SELECT * FROM gone;
ALTER TABLE a ADD COLUMN c int;
-- ^^^^^^^^^^^ ddl-and-dml-in-transaction (at 0)
END;
BEGIN;
INSERT INTO a VALUES (1);
SELECT 1;
COMMIT;
BEGIN;
CREATE TABLE b (c int PRIMARY KEY);
EXPLAIN ANALYZE DELETE FROM a WHERE b = 1;
-- ^^^^^^^ ddl-and-dml-in-transaction (at 0)
COMMIT;
BEGIN;
CREATE TABLE c (d int PRIMARY KEY);
EXPLAIN DELETE FROM a WHERE b = 1;
EXPLAIN (ANALYZE 0) DELETE FROM a WHERE b = 1;
COMMIT;
BEGIN;
WITH gone AS (WITH far AS (DELETE FROM a WHERE b = 2 RETURNING b) SELECT * FROM far) SELECT * FROM gone;
ALTER TABLE c ADD COLUMN e int;
-- ^^^^^^^^^^^ ddl-and-dml-in-transaction (at 0)
COMMIT;
