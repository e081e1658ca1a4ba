CREATE TABLE a (
  id UUID PRIMARY KEY,
  b CHAR(4096),
  c CHAR(4097),
--  ^^^^^^^^^^ character-length
  d CHARACTER(70000) NOT NULL,
--  ^^^^^^^^^^^^^^^^ character-length
  e VARCHAR(65535),
  f VARCHAR(65536),
--  ^^^^^^^^^^^^^^ character-length
  g character varying(100000),
--  ^^^^^^^^^^^^^^^^^^^^^^^^^ character-length
  h bpchar(5000),
--  ^^^^^^^^^^^^ character-length
  i VARCHAR,
  j CHAR,
  k TEXT
);
ALTER TABLE a ADD COLUMN l varchar(99999);
--                         ^^^^^^^^^^^^^^ character-length
SELECT 'a'::varchar(99999);
