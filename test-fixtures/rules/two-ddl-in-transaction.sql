BEGIN;
CREATE TABLE a (b int);
ALTER TABLE a ADD COLUMN c int, ADD COLUMN d int;
-- ^^^^^^^^^^^ two-ddl-in-transaction (at 0)
GRANT SELECT ON a TO r;
COMMIT;
BEGIN;
CREATE TABLE b (c int);
COMMIT;
BEGIN; CREATE TABLE c (d int); ROLLBACK; BEGIN; CREATE TABLE d (e int); COMMIT;
START TRANSACTION;
  CREATE TABLE e (f int);
  CREATE INDEX ASYNC ON e (f);
--^^^^^^^^^^^^ two-ddl-in-transaction
