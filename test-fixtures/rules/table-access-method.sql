CREATE TABLE games (id UUID PRIMARY KEY) USING heap;
--                                       ^^^^^^^^^^ table-access-method
CREATE TABLE games (id UUID PRIMARY KEY) USING "columnar" TABLESPACE fast;
--                                       ^^^^^^^^^^^^^^^^ table-access-method
ALTER TABLE games SET ACCESS METHOD heap;
--                ^^^^^^^^^^^^^^^^^^^^^^ table-access-method
CREATE SCHEMA app CREATE TABLE a (id INT) CREATE TABLE b (id INT) USING heap;
--                                                                ^^^^^^^^^^ table-access-method
CREATE TABLE games (id UUID PRIMARY KEY, "using" TEXT);
DELETE FROM a USING b WHERE a.id = b.id;
