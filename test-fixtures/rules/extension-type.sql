CREATE TABLE a (
  id UUID PRIMARY KEY,
  email citext NOT NULL,
--      ^^^^^^ extension-type
  "mail" "citext",
--       ^^^^^^^^ extension-type
  attributes public.hstore,
--           ^^^^^^^^^^^^^ extension-type
  other HSTORE DEFAULT 'a=>1',
--      ^^^^^^ extension-type
  place geometry(Point, 4326),
--      ^^^^^^^^^^^^^^^^^^^^^ extension-type
  embedding extensions.vector(3),
--          ^^^^^^^^^^^^^^^^^^^^ extension-type
  code isbn
--     ^^^^ extension-type
);
ALTER TABLE a ADD COLUMN way ltree;
--                           ^^^^^ extension-type
CREATE DOMAIN mail AS citext CHECK (VALUE <> '');
--                    ^^^^^^ extension-type
SELECT 'a'::citext, CAST(a AS public.hstore), vector '[1]' FROM a WHERE mail = ANY ('{}'::citext[]);
--          ^^^^^^ extension-type
--                            ^^^^^^^^^^^^^ extension-type
--                                            ^^^^^^ extension-type
--                                                                                        ^^^^^^^^ extension-type
CREATE FUNCTION f(citext, b ltree, OUT c geometry) RETURNS SETOF citext LANGUAGE sql AS $$ SELECT 'a'::citext $$;
--                ^^^^^^ extension-type
--                          ^^^^^ extension-type
--                                       ^^^^^^^^ extension-type
--                                                               ^^^^^^ extension-type
--                                                                                                     ^^^^^^ extension-type
CREATE FUNCTION f() RETURNS TABLE (a hstore) LANGUAGE plpgsql AS 'DECLARE x citext; y hstore := ''a''::hstore; BEGIN
--                                   ^^^^^^ extension-type
--                                                                          ^^^^^^ extension-type
--                                                                                    ^^^^^^ extension-type
--                                                                                                     ^^^^^^ extension-type
  CREATE TABLE c (id UUID PRIMARY KEY, a citext); END';
--                                       ^^^^^^ extension-type
CREATE TABLE d (id UUID PRIMARY KEY, a text DEFAULT 'x'::citext);
--                                                       ^^^^^^ extension-type
-- A type of another schema, a domain of that name, a table's row.
CREATE TABLE b (id UUID PRIMARY KEY, place app.geometry, size cube, list citext[]);
CREATE DOMAIN cube AS text;
SELECT 'a'::cube, 'a'::app.citext;
CREATE FUNCTION f(a seg) RETURNS cube LANGUAGE plpgsql AS 'DECLARE s raster; t raster%ROWTYPE; BEGIN END';
CREATE TABLE seg (id UUID PRIMARY KEY);
