CREATE TEMP SEQUENCE a CACHE 1;
--     ^^^^ temporary-sequence
CREATE LOCAL TEMPORARY SEQUENCE b CACHE 1;
--     ^^^^^^^^^^^^^^^ temporary-sequence
CREATE UNLOGGED SEQUENCE IF NOT EXISTS c CACHE 1;
--     ^^^^^^^^ temporary-sequence
CREATE SEQUENCE temp CACHE 1;
