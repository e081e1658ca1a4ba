CREATE TEMP VIEW v AS SELECT 1 AS x;
--     ^^^^ temporary-view
CREATE OR REPLACE LOCAL TEMPORARY VIEW v AS SELECT 1 AS x;
--                ^^^^^^^^^^^^^^^ temporary-view
CREATE TEMP RECURSIVE VIEW v (n) AS SELECT 1;
--     ^^^^ temporary-view
CREATE VIEW temp AS SELECT 1 AS x;
