CREATE FUNCTION one() RETURNS int AS $$ SELECT 1 $$;
-- ^^^^^^^^^^^^^^^ function-without-language (at 0)
CREATE OR REPLACE FUNCTION app.one() RETURNS int IMMUTABLE AS 'SELECT 1' STRICT;
-- ^^^^^^^^^^^^^^^^^^^^^^^^^^ function-without-language (at 0)
-- The language is told, or the body tells it.
CREATE FUNCTION one() RETURNS int AS $$ SELECT 1 $$ LANGUAGE sql;
CREATE FUNCTION one() RETURNS int RETURN 1;
CREATE FUNCTION one() RETURNS int BEGIN ATOMIC SELECT 1; END;
-- Found by another rule.
CREATE PROCEDURE p() AS $$ SELECT 1 $$;
