CREATE TABLE posts (
  id UUID PRIMARY KEY,
  tags TEXT[],
--     ^^^^^^ array-column
  grid INT ARRAY[3] NOT NULL,
--     ^^^^^^^^^^^^ array-column
  cube double precision[][],
--     ^^^^^^^^^^^^^^^^^^^^ array-column
  moments TIMESTAMP(3) WITH TIME ZONE [] DEFAULT '{}',
--        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ array-column
  keys "text"[],
--     ^^^^^^^^ array-column
  prices NUMERIC(10, 2) ARRAY,
--       ^^^^^^^^^^^^^^^^^^^^ array-column
  hosts inet[]
--      ^^^^^^ array-column
);
ALTER TABLE posts ADD COLUMN IF NOT EXISTS more VARCHAR(20)[], ADD COLUMN less INT;
--                                              ^^^^^^^^^^^^^ array-column
CREATE DOMAIN tags AS TEXT[] CHECK (cardinality(VALUE) < 5);
--                    ^^^^^^ array-column
CREATE SCHEMA app CREATE TABLE a (b INT) CREATE TABLE c (d INT[]);
--                                                         ^^^^^ array-column
-- Arrays in queries, functions and lists of columns are fine.
SELECT string_to_array('a,b', ',')::text[], ARRAY[1, 2]::int[];
SELECT * FROM jsonb_to_recordset('[]') AS t (a int[]);
CREATE FUNCTION first(list int[]) RETURNS int LANGUAGE sql RETURN list[1];
ALTER TABLE posts ALTER COLUMN id TYPE text[];
CREATE TABLE plain (id UUID PRIMARY KEY, tags TEXT DEFAULT (ARRAY['a'])[1]);
