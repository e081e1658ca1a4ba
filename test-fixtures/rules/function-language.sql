CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$;
CREATE PROCEDURE f() LANGUAGE 'plpgsql' AS 'BEGIN END';
CREATE OR REPLACE FUNCTION f() RETURNS trigger AS 'x' LANGUAGE 'plpython3u';
--                                                    ^^^^^^^^^^^^^^^^^^^^^ function-language
CREATE PROCEDURE f() LANGUAGE plperl AS 'x';
--                   ^^^^^^^^^^^^^^^ function-language
DO LANGUAGE plperl 'x';
-- ^^^^^^^^^^^^^^^ function-language
DO LANGUAGE sql 'SELECT 1';
-- ^^^^^^^^^^^^ function-language
DO LANGUAGE plpgsql 'BEGIN END';
DO 'BEGIN END';
CREATE FUNCTION f() RETURNS int LANGUAGE SQL AS $$ SELECT 1 -- LANGUAGE plperl
$$;
CREATE FUNCTION f() RETURNS int LANGUAGE sql RETURN 1;
