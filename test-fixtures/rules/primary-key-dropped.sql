CREATE TABLE a (id int PRIMARY KEY, b int, c int, CONSTRAINT c_key UNIQUE (c));
ALTER TABLE a DROP COLUMN b, DROP COLUMN IF EXISTS id CASCADE;
--                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ primary-key-dropped
ALTER TABLE a DROP CONSTRAINT a_pkey, DROP CONSTRAINT c_key;
--            ^^^^^^^^^^^^^^^^^^^^^^ primary-key-dropped
CREATE TABLE app.b (x int, y int, CONSTRAINT mine PRIMARY KEY (x, y));
ALTER TABLE app.b DROP COLUMN y;
--                ^^^^^^^^^^^^^ primary-key-dropped
ALTER TABLE app.b DROP CONSTRAINT mine;
--                ^^^^^^^^^^^^^^^^^^^^ primary-key-dropped
ALTER TABLE b DROP COLUMN y;
ALTER TABLE elsewhere DROP COLUMN id;
CREATE TABLE c (id int PRIMARY KEY);
ALTER TABLE c RENAME TO d;
ALTER TABLE d DROP COLUMN id;
--            ^^^^^^^^^^^^^^ primary-key-dropped
DROP TABLE d;
CREATE TABLE d (id int);
ALTER TABLE d DROP COLUMN id;
