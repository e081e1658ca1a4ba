CREATE TABLE everything (
  a money, b inet NOT NULL, c cidr, d macaddr, e macaddr8, f xml,
--  ^^^^^ unsupported-column-type
--           ^^^^ unsupported-column-type
--                            ^^^^ unsupported-column-type
--                                    ^^^^^^^ unsupported-column-type
--                                               ^^^^^^^^ unsupported-column-type
--                                                           ^^^ unsupported-column-type
  g point, h line, i lseg, j box, k path, l polygon, m circle,
--  ^^^^^ unsupported-column-type
--           ^^^^ unsupported-column-type
--                   ^^^^ unsupported-column-type
--                           ^^^ unsupported-column-type
--                                  ^^^^ unsupported-column-type
--                                          ^^^^^^^ unsupported-column-type
--                                                     ^^^^^^ unsupported-column-type
  n tsvector, o tsquery, p int4range, q tstzmultirange, r pg_lsn,
--  ^^^^^^^^ unsupported-column-type
--              ^^^^^^^ unsupported-column-type
--                         ^^^^^^^^^ unsupported-column-type
--                                      ^^^^^^^^^^^^^^ unsupported-column-type
--                                                        ^^^^^^ unsupported-column-type
  s bit(8), t bit varying(8), u varbit, v bit, w bit(3) DEFAULT B'101',
--  ^^^^^^ unsupported-column-type
--            ^^^^^^^^^^^^^^ unsupported-column-type
--                              ^^^^^^ unsupported-column-type
--                                        ^^^ unsupported-column-type
--                                               ^^^^^^ unsupported-column-type
  x "inet", y pg_catalog.money, z MONEY DEFAULT 0,
--  ^^^^^^ unsupported-column-type
--            ^^^^^^^^^^^^^^^^ unsupported-column-type
--                                ^^^^^ unsupported-column-type
  search tsvector GENERATED ALWAYS AS (to_tsvector('english', 'a')) STORED
--       ^^^^^^^^ unsupported-column-type
);
ALTER TABLE everything ADD COLUMN aa inet, ADD bb cidr;
--                                   ^^^^ unsupported-column-type
--                                                ^^^^ unsupported-column-type
CREATE DOMAIN price AS money CHECK (VALUE > 0::money);
--                     ^^^^^ unsupported-column-type
CREATE SCHEMA app CREATE TABLE a (b INT) CREATE TABLE c (d /* which */ inet);
--                                                                     ^^^^ unsupported-column-type
-- Values of a query, arguments, other schemas, names.
SELECT '1.2.3.4'::inet, CAST('a' AS xml);
SELECT * FROM f() AS t (a inet);
CREATE FUNCTION f(a inet) RETURNS money LANGUAGE sql RETURN 1::money;
CREATE TABLE plain (money INT, inet TEXT DEFAULT '1.2.3.4'::inet, at app.point, it TEXT, CHECK (it::inet IS NOT NULL));
CREATE TYPE pair AS (a inet);
ALTER TABLE plain ALTER COLUMN money TYPE xml;
