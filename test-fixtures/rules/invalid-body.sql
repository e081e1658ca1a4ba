CREATE FUNCTION f(a int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN a := 1; b := 2; f.a := 3; RETURN; END $$;
--                                                                        ^ invalid-body
--                                                                                          ^^^^^^ invalid-body
CREATE FUNCTION f() RETURNS SETOF int LANGUAGE plpgsql AS 'BEGIN RETURN NEXT 1; RETURN 2; END';
--                                                                              ^^^^^^ invalid-body
CREATE PROCEDURE p() LANGUAGE plpgsql AS $$ BEGIN RAISE 'no %'; RAISE USING reason = 'x'; RETURN 1; END $$;
--                                                      ^^^^^^ invalid-body
--                                                                          ^^^^^^ invalid-body
--                                                                                        ^^^^^^ invalid-body
DO $$ <<b>> DECLARE c CONSTANT int := 1; r record; BEGIN
  LOOP EXIT b WHEN c = 1; CONTINUE x; END LOOP;
--                                 ^ invalid-body
  FOR r IN EXPLAIN SELECT 1 LOOP NULL; END LOOP;
  SELECT 1 INTO c;
--              ^ invalid-body
EXCEPTION WHEN unique_violation THEN NULL; WHEN duplicate THEN NULL;
--                                              ^^^^^^^^^ invalid-body
END b $$;
CREATE FUNCTION f() RETURNS void LANGUAGE sql BEGIN ATOMIC TRUNCATE t; SELECT 1; CREATE TABLE x (a serial); END;
--                                                         ^^^^^^^^^^ invalid-body
--                                                                               ^^^^^^^^^^^^^^^^^^^^^^^^^ invalid-body
CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC WITH a AS (SELECT 1) SELECT 1; (VALUES (1)); INSERT INTO t VALUES (1); DELETE FROM t WHERE a = 1; RETURN 1; END;
