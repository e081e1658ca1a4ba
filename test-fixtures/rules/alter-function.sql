ALTER FUNCTION one() IMMUTABLE;
-- ^^^^^^^^^^^^^^ alter-function (at 0)
ALTER FUNCTION app.one(int) COST 10 ROWS 5;
-- ^^^^^^^^^^^^^^ alter-function (at 0)
  ALTER FUNCTION one() SET search_path = app;
--^^^^^^^^^^^^^^ alter-function
-- Names, owners and schemas can be changed.
ALTER FUNCTION one() RENAME TO two;
ALTER FUNCTION one() OWNER TO admin;
ALTER FUNCTION one() SET SCHEMA app;
