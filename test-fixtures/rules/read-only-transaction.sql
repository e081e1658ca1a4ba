BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;
SELECT 1;
INSERT INTO t (id) VALUES (1);
-- ^^^^^^ read-only-transaction (at 0)
DELETE FROM t WHERE id = 1;
COMMIT;
start transaction read /* for reports */ only;
CREATE TABLE t (id uuid PRIMARY KEY);
-- ^^^^^^ read-only-transaction (at 0)
ROLLBACK;
WITH w AS (SELECT 1) SELECT * FROM w;
BEGIN READ ONLY;
WITH gone AS (DELETE FROM t WHERE id = 1 RETURNING id) SELECT * FROM gone;
-- ^^^^ read-only-transaction (at 0)
COMMIT;
-- Nothing changes, or the transaction may write.
BEGIN READ ONLY;
SELECT id FROM t WHERE id = 1;
EXPLAIN UPDATE t SET a = 1 WHERE id = 1;
COMMIT;
BEGIN READ WRITE;
DELETE FROM t WHERE id = 1;
COMMIT;
DELETE FROM t WHERE id = 1;
