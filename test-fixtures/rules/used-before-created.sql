CREATE TABLE orders (id uuid PRIMARY KEY, customer_id uuid REFERENCES app.customers (id), self uuid REFERENCES orders);
--                                                                    ^^^^^^^^^^^^^ used-before-created
CREATE INDEX ASYNC orders_customer ON orders (customer_id);
CREATE INDEX ASYNC orders_self ON orders (self);
CREATE TABLE app.customers (id uuid PRIMARY KEY);
CREATE VIEW names AS WITH people AS (SELECT 1 AS id) SELECT * FROM people JOIN staff USING (id);
--                                                                             ^^^^^ used-before-created
CREATE TABLE people (id uuid PRIMARY KEY);
CREATE TABLE staff (id uuid PRIMARY KEY);
ALTER TABLE old RENAME TO older;
CREATE TABLE old (id uuid PRIMARY KEY);
ALTER TABLE IF EXISTS maybe ADD COLUMN a int;
CREATE TABLE maybe (id uuid PRIMARY KEY);
CREATE INDEX ASYNC i ON gone (id);
DROP TABLE gone;
CREATE TABLE gone (id uuid PRIMARY KEY);
GRANT SELECT ON kept TO app;
CREATE TABLE IF NOT EXISTS kept (id uuid PRIMARY KEY);
GRANT SELECT ON later TO app;
--              ^^^^^ used-before-created
CREATE TABLE later (id uuid PRIMARY KEY);
INSERT INTO filled (id) VALUES (gen_random_uuid());
--          ^^^^^^ used-before-created
CREATE TABLE filled (id uuid PRIMARY KEY);
INSERT INTO "Filled" (id) VALUES (gen_random_uuid());
DELETE FROM app.emptied WHERE id IS NULL;
--          ^^^^^^^^^^^ used-before-created
CREATE TABLE emptied (id uuid PRIMARY KEY);
CREATE TABLE app.emptied (id uuid PRIMARY KEY);
CREATE FUNCTION counted() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM ordered, added() AS one';
--                                                                             ^^^^^^^ used-before-created
--                                                                                      ^^^^^ used-before-created
CREATE FUNCTION added() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION ran() RETURNS bigint LANGUAGE plpgsql AS 'BEGIN RETURN (SELECT count(*) FROM ordered); END';
CREATE TABLE IF NOT EXISTS ordered (id uuid PRIMARY KEY);
SELECT count(*) FROM readers JOIN public.books ON true;
--                   ^^^^^^^ used-before-created
--                                ^^^^^^^^^^^^ used-before-created
CREATE TABLE readers (id uuid PRIMARY KEY);
CREATE TABLE books (id uuid PRIMARY KEY);
SELECT extract(day FROM days), 1 IS DISTINCT FROM 2, 'FROM days' FROM books; -- FROM days
WITH days AS (SELECT 1 AS one) SELECT * FROM days JOIN readers ON true;
SELECT * FROM generate_series(1, 3) AS days, readers AS hours;
CREATE TABLE days (id uuid PRIMARY KEY);
CREATE TABLE hours (id uuid PRIMARY KEY);
COMMENT ON COLUMN noted.id IS 'x';
--                ^^^^^ used-before-created
CREATE TABLE noted (id uuid PRIMARY KEY);
CREATE TABLE shelf.boxes (id uuid PRIMARY KEY);
--           ^^^^^ used-before-created
CREATE SCHEMA shelf;
CREATE TABLE wall.boxes (id uuid PRIMARY KEY);
CREATE SCHEMA IF NOT EXISTS wall;
CREATE TABLE boxes (id uuid PRIMARY KEY DEFAULT made_key(), size dimension, depth length CHECK (deep(depth)), row_of later_row);
--                                              ^^^^^^^^ used-before-created
--                                                               ^^^^^^^^^ used-before-created
--                                                                                ^^^^^^ used-before-created
--                                                                                              ^^^^ used-before-created
--                                                                                                                   ^^^^^^^^^ used-before-created
CREATE FUNCTION made_key() RETURNS uuid LANGUAGE sql AS 'SELECT gen_random_uuid()';
CREATE DOMAIN dimension AS int;
CREATE DOMAIN length AS int;
CREATE FUNCTION deep(a int) RETURNS bool LANGUAGE sql AS 'SELECT a > 3';
CREATE TABLE later_row (id uuid PRIMARY KEY);
CREATE VIEW doubled AS SELECT twice(3) AS six, lower('A') AS a;
--                            ^^^^^ used-before-created
CREATE FUNCTION twice(a int) RETURNS int LANGUAGE sql AS 'SELECT a * 2';
CREATE FUNCTION lower(a int) RETURNS int LANGUAGE sql AS 'SELECT a';
CREATE FUNCTION priced(cost price, at later_row.id%TYPE) RETURNS price LANGUAGE sql AS 'SELECT cost';
--                          ^^^^^ used-before-created
--                                                               ^^^^^ used-before-created
CREATE DOMAIN price AS numeric(10, 2);
ALTER TABLE boxes ALTER COLUMN depth SET DEFAULT nextval('"Depths"'::regclass);
--                                                       ^^^^^^^^^^ used-before-created
CREATE SEQUENCE "Depths" CACHE 65536;
CREATE INDEX ASYNC boxes_width ON boxes (width) WHERE height > 3;
--                                       ^^^^^ used-before-created
ALTER TABLE boxes ADD COLUMN width int;
ALTER TABLE boxes ADD COLUMN IF NOT EXISTS height int;
CREATE TABLE lids (id uuid PRIMARY KEY, code int REFERENCES boxes (code));
--                                                                 ^^^^ used-before-created
CREATE INDEX ASYNC lids_code ON lids (code);
ALTER TABLE boxes RENAME COLUMN width TO code;
CALL tidy();
--   ^^^^ used-before-created
CREATE PROCEDURE tidy() LANGUAGE sql AS 'SELECT 1';
