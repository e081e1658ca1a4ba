DO $$ BEGIN x := 1; EXCEPTION WHEN OTHERS THEN NULL; END $$;
--                  ^^^^^^^^^ exception-block
CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS 'BEGIN BEGIN RETURN 1; EXCEPTION WHEN OTHERS THEN RETURN ''x''; END; END';
--                                                                         ^^^^^^^^^ exception-block
CREATE PROCEDURE p() LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$;
DO $$ DECLARE exception int; BEGIN exception := 1; END $$;
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT exception';
