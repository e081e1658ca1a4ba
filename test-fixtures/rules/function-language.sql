CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$;
--                              ^^^^^^^^^^^^^^^^ function-language
CREATE OR REPLACE FUNCTION f() RETURNS trigger AS 'x' LANGUAGE 'plpython3u';
--                                                    ^^^^^^^^^^^^^^^^^^^^^ function-language
CREATE FUNCTION f() RETURNS int LANGUAGE SQL AS $$ SELECT 1 -- LANGUAGE plpgsql
$$;
CREATE FUNCTION f() RETURNS int LANGUAGE sql RETURN 1;
