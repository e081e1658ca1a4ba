CREATE FUNCTION one() RETURNS int LANGUAGE sql LEAKPROOF AS $$ SELECT 1 $$;
--                                             ^^^^^^^^^ leakproof-function
CREATE FUNCTION one() RETURNS int LEAKPROOF IMMUTABLE RETURN 1;
--                                ^^^^^^^^^ leakproof-function
CREATE FUNCTION one() RETURNS int LANGUAGE sql NOT LEAKPROOF AS $$ SELECT 1 $$;
CREATE FUNCTION leakproof() RETURNS text LANGUAGE sql AS $$ SELECT 'LEAKPROOF' $$;
