-- as of 2025-11-25
CREATE PROCEDURE p() LANGUAGE sql AS $$ SELECT 1 $$;
-- ^^^^^^^^^^^^^^^^ procedure (at 0)
CREATE OR REPLACE PROCEDURE p() BEGIN ATOMIC SELECT 1; END;
-- ^^^^^^^^^^^^^^^^^^^^^^^^^^^ procedure (at 0)
CREATE FUNCTION procedure() RETURNS int LANGUAGE sql RETURN 1;
