CREATE TABLE people (id UUID PRIMARY KEY, feels mood, "was" "Mood" NOT NULL, hurt integr, own "integer");
--                                              ^^^^ unknown-type
--                                                          ^^^^^^ unknown-type
--                                                                                ^^^^^^ unknown-type
--                                                                                            ^^^^^^^^^ unknown-type
ALTER TABLE people ADD COLUMN felt mood;
--                                 ^^^^ unknown-type
CREATE SCHEMA app CREATE TABLE a (b INT) CREATE TABLE c (d mood);
--                                                         ^^^^ unknown-type
CREATE DOMAIN wish AS hope;
--                    ^^^^ unknown-type
-- Domains of this file, types reported where they are created, arrays, types of the catalog; a domain of another schema is unknown.
CREATE TABLE known (
  id UUID PRIMARY KEY, a email, b color, c app.mood, d mood[], e name, f oid, g "char", h regclass, i serial, j bpchar
--                                         ^^^^^^^^ unknown-type
);
CREATE DOMAIN app.email AS text;
CREATE TYPE color AS ENUM ('red');
SELECT 'a'::mood;
DO $$ DECLARE a mood; b "Mood" = 'x'; c email; d app.mood; e people; f others; g others%ROWTYPE; h people.feels%TYPE; i record; j mood[];
--              ^^^^ unknown-type
--                      ^^^^^^ unknown-type
--                                               ^^^^^^^^ unknown-type
  k CONSTANT pg_catalog.int4 := 1; l double precision; m known; n citext2 NOT NULL := 1;
--                                                                ^^^^^^^ unknown-type
BEGIN CREATE TABLE made (id UUID PRIMARY KEY, a wrong, b color); SELECT * INTO f FROM others; END $$;
--                                              ^^^^^ unknown-type
ALTER TABLE people ALTER COLUMN feels TYPE mood;
