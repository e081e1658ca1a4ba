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
CREATE TABLE e (id uuid PRIMARY KEY, f int);
CREATE TABLE g (LIKE e INCLUDING INDEXES);
ALTER TABLE g ALTER f DROP NOT NULL, ALTER id DROP NOT NULL;
--                                   ^^^^^^^^^^^^^^^^^^^^^^ primary-key-dropped
ALTER TABLE g DROP CONSTRAINT g_pkey;
--            ^^^^^^^^^^^^^^^^^^^^^^ primary-key-dropped
CREATE TABLE h (LIKE e);
ALTER TABLE h ALTER id DROP NOT NULL;
CREATE TABLE i (id int PRIMARY KEY, new_id uuid);
ALTER TABLE i RENAME COLUMN id TO old_id;
ALTER TABLE i RENAME COLUMN new_id TO id;
ALTER TABLE i DROP COLUMN id;
ALTER TABLE i DROP COLUMN old_id;
--            ^^^^^^^^^^^^^^^^^^ primary-key-dropped
ALTER TABLE i ADD COLUMN IF NOT EXISTS old_id uuid;
ALTER TABLE i ADD COLUMN old_id uuid;
--            ^^^^^^^^^^^^^^^^^^^^^^ primary-key-dropped
CREATE TABLE j (id int PRIMARY KEY, new_id uuid);
ALTER TABLE j DROP COLUMN id;
--            ^^^^^^^^^^^^^^ primary-key-dropped
ALTER TABLE j RENAME COLUMN new_id TO id;
-- ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ primary-key-dropped (at 0)
