CREATE TABLE games (id UUID PRIMARY KEY USING INDEX TABLESPACE fast, tablespace TEXT) TABLESPACE fast;
--                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^ tablespace
--                                                                                    ^^^^^^^^^^^^^^^ tablespace
CREATE TABLE games (id UUID, UNIQUE (id) USING INDEX TABLESPACE "fast one");
--                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ tablespace
ALTER TABLE games SET TABLESPACE fast, ADD COLUMN x INT;
--                ^^^^^^^^^^^^^^^^^^^ tablespace
ALTER TABLE ALL IN TABLESPACE a SET TABLESPACE b;
-- ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ tablespace (at 0)
CREATE TABLESPACE fast OWNER admin LOCATION '/ssd';
-- ^^^^^^^^^^^^^^^^^ tablespace (at 0)
CREATE SCHEMA app CREATE TABLE a (tablespace INT) CREATE TABLE b (id INT) TABLESPACE fast;
--                                                                        ^^^^^^^^^^^^^^^ tablespace
CREATE TABLE tablespace (id UUID PRIMARY KEY, note TEXT DEFAULT 'TABLESPACE fast' /* TABLESPACE fast */);
SELECT tablespace FROM pg_tables;
