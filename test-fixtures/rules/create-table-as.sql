CREATE TABLE a AS SELECT 1;
-- ^^^^^^^^^^^^ create-table-as (at 0)
CREATE TABLE IF NOT EXISTS a (x) AS TABLE b WITH NO DATA;
-- ^^^^^^^^^^^^ create-table-as (at 0)
SELECT a INTO b FROM c;
--       ^^^^^^ create-table-as
SELECT a INTO TEMP b FROM c;
--       ^^^^^^^^^^^ create-table-as
INSERT INTO a SELECT 1;
CREATE VIEW v AS SELECT 1;
