CREATE TABLE t (id bigint PRIMARY KEY, small int, u uuid);
CREATE FUNCTION a() RETURNS SETOF int LANGUAGE plpgsql AS $$ BEGIN RETURN QUERY SELECT id FROM t; RETURN QUERY SELECT small FROM t; END $$;
--                                                                              ^^^^^^ returned-type
CREATE FUNCTION b(n int, OUT m int, OUT k smallint) RETURNS SETOF record LANGUAGE plpgsql AS $$ BEGIN RETURN QUERY SELECT id, small FROM t; END $$;
--                                                                                                                 ^^^^^^ returned-type
--                                                                                                                 ^^^^^^ returned-type
CREATE FUNCTION c(n int) RETURNS TABLE (m bigint, k int) LANGUAGE plpgsql AS $$ BEGIN RETURN QUERY SELECT count(*), n FROM t; END $$;
CREATE FUNCTION d() RETURNS TABLE (m int) LANGUAGE plpgsql AS $$ BEGIN RETURN QUERY SELECT u FROM t; END $$;
--                                                                                  ^^^^^^ returned-type
CREATE FUNCTION e() RETURNS SETOF t LANGUAGE plpgsql AS $$ BEGIN RETURN QUERY SELECT * FROM t; END $$;
CREATE FUNCTION f() RETURNS SETOF int LANGUAGE plpgsql AS $$ BEGIN RETURN QUERY EXECUTE 'SELECT id FROM t'; RETURN QUERY SELECT id FROM elsewhere; END $$;
--                                                                                       ^^^^^^ returned-type
-- SQL casts what it returns.
CREATE FUNCTION g() RETURNS SETOF int LANGUAGE sql AS $$ SELECT id FROM t $$;
