CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$;
--                              ^^^^^^^^^^^^^^^^ function-language
CREATE OR REPLACE FUNCTION f() RETURNS trigger AS 'x' LANGUAGE 'plpython3u';
--                                                    ^^^^^^^^^^^^^^^^^^^^^ function-language
CREATE FUNCTION f() RETURNS int LANGUAGE SQL AS $$ SELECT 1 -- LANGUAGE plpgsql
$$;
CREATE FUNCTION f() RETURNS int LANGUAGE sql RETURN 1;
CREATE FUNCTION full_name(a text, b text) RETURNS text AS $body$
BEGIN
  RETURN a || ' ' || b; -- both
END;
$body$ LANGUAGE plpgsql IMMUTABLE;
--     ^^^^^^^^^^^^^^^^ function-language
CREATE FUNCTION all_games() RETURNS SETOF games AS $$ BEGIN RETURN QUERY SELECT * FROM games; END $$ LANGUAGE plpgsql;
--                                                                                                   ^^^^^^^^^^^^^^^^ function-language
