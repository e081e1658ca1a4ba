CREATE TEMP TABLE a (b int);
--     ^^^^ temporary-table
CREATE LOCAL TEMPORARY TABLE a (b int) ON COMMIT DROP;
--     ^^^^^^^^^^^^^^^ temporary-table
create global temp table a as select 1;
--     ^^^^^^^^^^^ temporary-table
CREATE TABLE temp (temporary int);
