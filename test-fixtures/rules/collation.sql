CREATE TABLE a (
  b text COLLATE "C",
--       ^^^^^^^^^^^ collation
  c varchar(3) COLLATE pg_catalog."de_DE" NOT NULL DEFAULT 'COLLATE',
--             ^^^^^^^^^^^^^^^^^^^^^^^^^^ collation
  d text CHECK (d > 'a' COLLATE "C")
);
ALTER TABLE a ADD COLUMN e text COLLATE "C";
--                              ^^^^^^^^^^^ collation
SELECT b COLLATE "C" FROM a;
