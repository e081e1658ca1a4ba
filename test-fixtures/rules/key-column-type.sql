CREATE TABLE a (
  b JSON PRIMARY KEY, c JSONB UNIQUE, d BYTEA CONSTRAINT "unique" UNIQUE, e INTERVAL UNIQUE NULLS NOT DISTINCT,
--       ^^^^^^^^^^^ key-column-type
--                            ^^^^^^ key-column-type
--                                                                ^^^^^^ key-column-type
--                                                                                   ^^^^^^ key-column-type
  f TIME WITH TIME ZONE UNIQUE, g INTERVAL DAY TO SECOND UNIQUE,
--                      ^^^^^^ key-column-type
--                                                       ^^^^^^ key-column-type
  CONSTRAINT key PRIMARY KEY ("b", x), UNIQUE (h, c)
--                            ^^^ key-column-type
--                                                ^ key-column-type
);
CREATE TABLE a (b JSON, c JSONB NOT NULL, d UUID PRIMARY KEY, e TIME UNIQUE, f TIMESTAMPTZ UNIQUE, h TEXT, UNIQUE (h) INCLUDE (c));
-- Domains store what they are over, wherever they are created.
CREATE DOMAIN hash AS bytea CHECK (length(VALUE) = 32);
CREATE DOMAIN digest AS hash;
CREATE TABLE blobs (id digest PRIMARY KEY, doc app.paper, other uuid, UNIQUE (other, doc), owner mail UNIQUE);
--                            ^^^^^^^^^^^ key-column-type
--                                                                                   ^^^ key-column-type
CREATE DOMAIN app.paper AS jsonb;
CREATE DOMAIN mail AS text;
