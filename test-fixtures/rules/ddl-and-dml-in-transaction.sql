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
