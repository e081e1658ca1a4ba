CREATE TABLE pages (
  id UUID PRIMARY KEY,
  body TEXT COMPRESSION lz4,
--          ^^^^^^^^^^^^^^^ column-compression
  note VARCHAR(20) STORAGE EXTENDED COMPRESSION pglz NOT NULL,
--                                  ^^^^^^^^^^^^^^^^ column-compression
  more TEXT COMPRESSION default DEFAULT 'compression lz4',
--          ^^^^^^^^^^^^^^^^^^^ column-compression
  compression TEXT,
  "COMPRESSION" TEXT -- COMPRESSION lz4
);
ALTER TABLE pages ADD COLUMN extra TEXT COMPRESSION lz4;
--                                      ^^^^^^^^^^^^^^^ column-compression
ALTER TABLE ONLY pages ALTER body SET COMPRESSION lz4, ALTER COLUMN note DROP NOT NULL;
--                                ^^^^^^^^^^^^^^^^^^^ column-compression
ALTER TABLE pages ALTER COLUMN compression SET STORAGE PLAIN;
CREATE SCHEMA app CREATE TABLE a (b TEXT) CREATE TABLE c (d TEXT COMPRESSION lz4);
--                                                               ^^^^^^^^^^^^^^^ column-compression
