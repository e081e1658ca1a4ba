DO $$ BEGIN CREATE TABLE a (id int PRIMARY KEY); CREATE INDEX ASYNC i ON a (id); END $$;
--                                               ^^^^^^ ddl-in-body
DO $$ BEGIN UPDATE a SET id = 1 WHERE id = 2; EXECUTE 'DROP TABLE b'; END $$;
--                                            ^^^^^^^ ddl-in-body
CREATE PROCEDURE p() LANGUAGE plpgsql AS $$ BEGIN DROP TABLE a; ROLLBACK; DROP TABLE b; END $$;
-- One way or the other.
DO $$ BEGIN IF x THEN DROP TABLE a; ELSE DELETE FROM b WHERE id = 1; END IF; END $$;
DO $$ BEGIN IF x THEN DROP TABLE a; RETURN; END IF; DROP TABLE b; END $$;
DO $$ BEGIN IF x THEN DROP TABLE a; END IF; DROP TABLE b; END $$;
--                                          ^^^^ ddl-in-body
DO $$ BEGIN CASE x WHEN 1 THEN DROP TABLE a; COMMIT; ELSE NULL; END CASE; INSERT INTO b VALUES (1); END $$;
-- Round and round.
DO $$ BEGIN WHILE x LOOP DROP TABLE a; END LOOP; END $$;
--                       ^^^^ ddl-in-body
DO $$ BEGIN WHILE x LOOP DROP TABLE a; COMMIT; END LOOP; END $$;
DO $$ BEGIN LOOP INSERT INTO a VALUES (1); EXIT WHEN x; END LOOP; END $$;
-- What a handler takes over from is undone.
DO $$ BEGIN DROP TABLE a; EXCEPTION WHEN OTHERS THEN DROP TABLE b; END $$;
DO $$ BEGIN SELECT 1; PERFORM f(); DROP TABLE a; END $$;
DO 'BEGIN DROP TABLE a; INSERT INTO b VALUES (''x''); END';
--                      ^^^^^^ ddl-in-body
-- One finding for a body.
CREATE PROCEDURE q() LANGUAGE plpgsql AS $$ BEGIN DROP TABLE a; INSERT INTO b VALUES (1); DROP TABLE b; COMMIT; DROP TABLE c; DROP TABLE d; END $$;
--                                                              ^^^^^^ ddl-in-body
