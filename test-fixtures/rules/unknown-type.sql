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
--          ^^^^ unknown-type
DO $$ DECLARE a mood; b "Mood" = 'x'; c email; d app.mood; e people; f others; g others%ROWTYPE; h people.feels%TYPE; i record; j mood[];
--              ^^^^ unknown-type
--                      ^^^^^^ unknown-type
--                                               ^^^^^^^^ unknown-type
--                                                                                                                                ^^^^^^ unknown-type
  k CONSTANT pg_catalog.int4 := 1; l double precision; m known; n citext2 NOT NULL := 1;
--                                                                ^^^^^^^ unknown-type
BEGIN CREATE TABLE made (id UUID PRIMARY KEY, a wrong, b color); SELECT * INTO f FROM others; END $$;
--                                              ^^^^^ unknown-type
ALTER TABLE people ALTER COLUMN feels TYPE mood;

-- A cast, wherever an expression stands.
SELECT 'a'::mood, CAST($1 AS public.mood), ARRAY['a']::mood[], NULL::"Mood";
--          ^^^^ unknown-type
--                           ^^^^^^^^^^^ unknown-type
--                                                     ^^^^^^ unknown-type
--                                                                   ^^^^^^ unknown-type
UPDATE t SET a = b WHERE c = (SELECT max(d::mood) FROM u);
--                                          ^^^^ unknown-type
DELETE FROM t WHERE a IN ('x' :: kind, 'y'::text);
--                               ^^^^ unknown-type
CREATE VIEW v AS SELECT 'a'::mood AS m;
--                           ^^^^ unknown-type
ALTER TABLE t ALTER COLUMN a SET DEFAULT 'x'::mood;
--                                            ^^^^ unknown-type
DO $$ DECLARE m mood; BEGIN m := 'x'::kind; END $$;
--              ^^^^ unknown-type
--                                    ^^^^ unknown-type
CREATE FUNCTION f(a mood) RETURNS SETOF kind LANGUAGE sql BEGIN ATOMIC SELECT a::text::kind; END;
--                  ^^^^ unknown-type
--                                      ^^^^ unknown-type
--                                                                                     ^^^^ unknown-type

-- What the server has: types by every name, rows of its catalogs, rows of tables, domains.
SELECT 1::int, '1'::double precision, 'a'::"char", '{1}'::_int4, c::pg_catalog.pg_class, d::pg_type FROM pg_class AS c;
SELECT x::email, CAST(p AS people) FROM people AS p;
CREATE DOMAIN email AS text;
CREATE FUNCTION g(a anyelement, VARIADIC b anyarray) RETURNS SETOF people LANGUAGE sql AS 'SELECT * FROM people';
