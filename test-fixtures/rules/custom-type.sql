CREATE TYPE app.pair AS (a INT, b TEXT);
-- ^^^^^^^^^^^ custom-type (at 0)
CREATE TYPE empty AS ();
-- ^^^^^^^^^^^ custom-type (at 0)
CREATE TYPE span AS RANGE (subtype = float8);
-- ^^^^^^^^^^^ custom-type (at 0)
CREATE TYPE box (INPUT = f, OUTPUT = g);
-- ^^^^^^^^^^^ custom-type (at 0)
CREATE TYPE shell;
-- ^^^^^^^^^^^ custom-type (at 0)
CREATE TYPE mood AS ENUM ('sad');
CREATE DOMAIN d AS text;
