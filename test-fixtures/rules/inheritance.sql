CREATE TABLE finals () INHERITS (games);
--                     ^^^^^^^^^^^^^^^^ inheritance
CREATE TABLE finals (trophy TEXT) INHERITS (app.games);
--                                ^^^^^^^^^^^^^^^^^^^^ inheritance
CREATE TABLE finals (
  -- what is won
  trophy TEXT
)
INHERITS (games, prizes);
-- ^^^^^^^^^^^^^^^^^^^^^^^^ inheritance (at 0)
ALTER TABLE finals INHERIT games;
--                 ^^^^^^^^^^^^^ inheritance
ALTER TABLE finals ADD COLUMN x INT, NO INHERIT games;
--                                   ^^^^^^^^^^^^^^^^ inheritance
CREATE SCHEMA app CREATE TABLE a (id INT) CREATE TABLE b (id INT) INHERITS (a) CREATE VIEW v AS SELECT 1;
--                                                                ^^^^^^^^^^^^ inheritance
-- No inheritance: a copy, a column's name, a constraint's word, a partition.
CREATE TABLE finals (LIKE games INCLUDING ALL, inherits TEXT, CHECK (inherits <> '') NO INHERIT);
CREATE TABLE games_2024 PARTITION OF games FOR VALUES FROM (1) TO (2);
