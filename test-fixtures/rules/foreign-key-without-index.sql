CREATE TABLE a (id int PRIMARY KEY, b int REFERENCES b (id), c int REFERENCES c, d int UNIQUE REFERENCES d);
--                                        ^^^^^^^^^^^^^^^^^ foreign-key-without-index
CREATE INDEX ASYNC ON a (c);
CREATE TABLE e (x int, y int, z int, PRIMARY KEY (x, y), FOREIGN KEY (y, x) REFERENCES f, CONSTRAINT z_fk FOREIGN KEY (y, z) REFERENCES g);
--                                                                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ foreign-key-without-index
CREATE INDEX ASYNC ON e (y) WHERE z > 1;
CREATE TABLE "Order" (id int PRIMARY KEY);
ALTER TABLE "Order" ADD COLUMN "user" int;
ALTER TABLE "Order" ADD CONSTRAINT u FOREIGN KEY ("user") REFERENCES users NOT VALID;
--                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ foreign-key-without-index
ALTER TABLE elsewhere ADD CONSTRAINT u FOREIGN KEY (x) REFERENCES users NOT VALID;
CREATE TYPE pair AS (v int);
CREATE DOMAIN hash AS bytea;
CREATE TABLE no_key (id uuid PRIMARY KEY, a bytea REFERENCES users (a), b text[] REFERENCES users (b), c pair REFERENCES users (c), d hash REFERENCES users (d), e int4range REFERENCES users (e), f tsvector REFERENCES users (f));
--                                                                                                                                                                           ^^^^^^^^^^^^^^^^^^^^ foreign-key-without-index
--                                                                                                                                                                                                            ^^^^^^^^^^^^^^^^^^^^ foreign-key-without-index
CREATE TABLE moved (id uuid PRIMARY KEY, gone int REFERENCES users, old int REFERENCES users, kept int REFERENCES users);
ALTER TABLE moved DROP COLUMN gone;
ALTER TABLE moved RENAME COLUMN old TO young;
CREATE INDEX ASYNC ON moved (young);
CREATE INDEX ASYNC ON moved (kept);
ALTER TABLE moved RENAME COLUMN kept TO held;
CREATE TABLE IF NOT EXISTS twice (id uuid PRIMARY KEY, a uuid);
CREATE TABLE IF NOT EXISTS twice (id uuid PRIMARY KEY, a uuid REFERENCES users);
CREATE TABLE brief (id uuid PRIMARY KEY, a uuid REFERENCES users);
DROP TABLE brief;
