-- as of 2026-04-23
CREATE SCHEMA shop CREATE SEQUENCE order_no CACHE 1 GRANT SELECT ON orders TO app;
--                 ^^^^^^^^^^^^^^^ schema-element
--                                                  ^^^^^ schema-element
CREATE SCHEMA shop
  CREATE TABLE orders (id UUID PRIMARY KEY)
  GRANT SELECT ON orders TO app;
--^^^^^ schema-element
CREATE SCHEMA shop CREATE SEQUENCE a CACHE 1 CREATE UNLOGGED SEQUENCE b CACHE 1 GRANT USAGE ON SEQUENCE a TO app;
--                 ^^^^^^^^^^^^^^^ schema-element
--                                           ^^^^^^^^^^^^^^^^^^^^^^^^ schema-element
--                                                                              ^^^^^ schema-element
CREATE SCHEMA shop CREATE VIEW v AS SELECT 1 AS x;
CREATE SEQUENCE order_no CACHE 1;
GRANT SELECT ON orders TO app;
CREATE SCHEMA shop CREATE TABLE t (id UUID PRIMARY KEY) CREATE INDEX i ON t (id) CREATE UNIQUE INDEX ON t (id);
--                                                      ^^^^^^^^^^^^ schema-element
--                                                                               ^^^^^^^^^^^^^^^^^^^ schema-element
