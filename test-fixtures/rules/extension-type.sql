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
-- A type of another schema, a domain of that name, a query.
CREATE TABLE b (id UUID PRIMARY KEY, place app.geometry, size cube, list citext[]);
CREATE DOMAIN cube AS text;
SELECT 'a'::citext;
