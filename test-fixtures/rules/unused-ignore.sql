-- dsql-ignore truncate: used
TRUNCATE a;
-- dsql-ignore truncate: unused
--             ^^^^^^^^ unused-ignore
SELECT 1;
-- dsql-ignore vacuum, truncate: half of it
--             ^^^^^^ unused-ignore
TRUNCATE a;
-- dsql-ignore no-such-rule
--             ^^^^^^^^^^^^ unused-ignore
SELECT 1;
-- dsql-ignore
-- ^^^^^^^^^^^^^^ unused-ignore (at 0)
SELECT 1;
-- dsql-ignore-file lock-table: used below
SELECT /* dsql-ignore truncate: inside */ 1;
--                    ^^^^^^^^ unused-ignore
LOCK TABLE a;
