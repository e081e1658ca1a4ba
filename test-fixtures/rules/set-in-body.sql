CREATE FUNCTION a() RETURNS void LANGUAGE sql AS 'SET search_path = ''shop''; RESET ALL';
--                                                ^^^ set-in-body
--                                                                            ^^^^^ set-in-body
CREATE FUNCTION b() RETURNS bigint LANGUAGE sql AS $x$
  -- of the session
  set local work_mem = '4MB';
--^^^ set-in-body
  SELECT count(*) FROM shop.orders;
$x$;
-- The clause of the function is another thing, as is SET of UPDATE; what PL/pgSQL and procedures may set nobody has verified.
CREATE FUNCTION c() RETURNS void LANGUAGE sql SET search_path = shop AS 'UPDATE orders SET a = 1 WHERE id = 2';
CREATE FUNCTION d() RETURNS void LANGUAGE plpgsql AS 'BEGIN SET search_path = shop; END';
CREATE PROCEDURE e() LANGUAGE sql AS 'SET search_path = shop';
