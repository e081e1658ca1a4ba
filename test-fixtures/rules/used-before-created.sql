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
