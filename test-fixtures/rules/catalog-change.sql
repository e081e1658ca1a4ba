UPDATE pg_index SET indisvalid = false;
--     ^^^^^^^^ catalog-change
UPDATE ONLY pg_catalog.pg_class AS c SET relname = 'x' WHERE c.oid = 1;
--          ^^^^^^^^^^^^^^^^^^^ catalog-change
DELETE FROM "pg_catalog"."pg_depend" WHERE objid = 1;
--          ^^^^^^^^^^^^^^^^^^^^^^^^ catalog-change
DELETE FROM pg_catalog.pg_roles WHERE rolname = 'x';
--          ^^^^^^^^^^^^^^^^^^^ catalog-change
INSERT INTO pg_description VALUES (1, 2, 3, 'x');
--          ^^^^^^^^^^^^^^ catalog-change
INSERT INTO information_schema.sql_features (feature_id) VALUES ('x') ON CONFLICT DO NOTHING;
--          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ catalog-change
COPY pg_class FROM STDIN;
--   ^^^^^^^^ catalog-change
COPY pg_catalog.pg_class (oid) FROM '/tmp/x';
--   ^^^^^^^^^^^^^^^^^^^ catalog-change
WITH d AS (DELETE FROM pg_attribute WHERE attnum > 9 RETURNING attrelid) SELECT attrelid FROM d;
--                     ^^^^^^^^^^^^ catalog-change
-- The target of a change is a table, whatever WITH calls its queries.
WITH pg_proc AS (SELECT 1) UPDATE pg_proc SET proname = 'x';
--                                ^^^^^^^ catalog-change
INSERT INTO app.log SELECT 1 FROM pg_class; UPDATE pg_type SET typname = 'x';
--                                                 ^^^^^^^ catalog-change
CREATE FUNCTION app.f() RETURNS int LANGUAGE sql BEGIN ATOMIC DELETE FROM pg_enum; SELECT 1; END;
--                                                                        ^^^^^^^ catalog-change
DO $$ BEGIN UPDATE pg_enum SET enumlabel = 'x'; END $$;
--                 ^^^^^^^ catalog-change
ALTER TABLE pg_class ADD COLUMN note text;
--          ^^^^^^^^ catalog-change
ALTER TABLE pg_catalog.pg_class OWNER TO app;
--          ^^^^^^^^^^^^^^^^^^^ catalog-change
ALTER TABLE app.t SET SCHEMA pg_catalog;
--                           ^^^^^^^^^^ catalog-change
ALTER VIEW pg_roles RENAME TO roles;
--         ^^^^^^^^ catalog-change
CREATE INDEX ASYNC by_relname ON pg_class (relname);
--                               ^^^^^^^^ catalog-change
CREATE TABLE pg_catalog.t (id int PRIMARY KEY);
--           ^^^^^^^^^^^^ catalog-change
CREATE VIEW information_schema.v AS SELECT 1 AS one;
--          ^^^^^^^^^^^^^^^^^^^^ catalog-change
CREATE SEQUENCE pg_catalog.s CACHE 1;
--              ^^^^^^^^^^^^ catalog-change
CREATE DOMAIN pg_catalog.d AS int;
--            ^^^^^^^^^^^^ catalog-change
CREATE OR REPLACE FUNCTION pg_catalog.now() RETURNS int LANGUAGE sql AS 'SELECT 1';
--                         ^^^^^^^^^^^^^^ catalog-change
ALTER FUNCTION pg_catalog.now() OWNER TO app;
--             ^^^^^^^^^^^^^^ catalog-change
ALTER DOMAIN information_schema.cardinal_number DROP NOT NULL;
--           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ catalog-change
ALTER SCHEMA information_schema RENAME TO other;
--           ^^^^^^^^^^^^^^^^^^ catalog-change
DROP TABLE app.t, pg_class, pg_catalog.pg_type;
--                ^^^^^^^^ catalog-change
--                          ^^^^^^^^^^^^^^^^^^ catalog-change
DROP FUNCTION app.f(), pg_catalog.now();
--                     ^^^^^^^^^^^^^^ catalog-change
DROP SCHEMA app, pg_catalog CASCADE;
--               ^^^^^^^^^^ catalog-change
-- Read, of another schema, of another name, or made in the schema of the search path.
SELECT * FROM pg_class WHERE relname IN (SELECT tablename FROM pg_catalog.pg_tables);
UPDATE app.pg_index SET indisvalid = false;
INSERT INTO pg_something VALUES (1);
INSERT INTO app.pg_class SELECT * FROM pg_catalog.pg_class WHERE oid = 1;
UPDATE t SET a = (SELECT count(*) FROM pg_class) FROM pg_index WHERE pg_index.indexrelid = t.id;
DELETE FROM t USING pg_class WHERE pg_class.oid = t.id;
COPY pg_class TO STDOUT;
CREATE TABLE pg_settings_of_us (id pg_catalog.int4 PRIMARY KEY, at timestamptz DEFAULT pg_catalog.now());
CREATE VIEW app.pg_namespace AS SELECT * FROM pg_catalog.pg_namespace;
-- The search path may name the schema of that view first.
DELETE FROM pg_namespace WHERE nspname = 'x';
CREATE FUNCTION app.now(pg_catalog.text) RETURNS pg_catalog.int4 LANGUAGE sql AS 'SELECT 1';
UPDATE pg_settings SET setting = 'UTC' WHERE name = 'TimeZone';
WITH pg_class AS (SELECT 1 AS one) SELECT one FROM pg_class;
SELECT 'UPDATE pg_class', "pg_index" FROM t /* pg_class */;
GRANT SELECT ON pg_catalog.pg_class TO app;
