CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN IF x THEN COMMIT; ELSE ROLLBACK; END IF; END $$;
--                                                                      ^^^^^^ commit-in-body
--                                                                                   ^^^^^^^^ commit-in-body
CREATE PROCEDURE p() LANGUAGE plpgsql AS $$ BEGIN COMMIT AND CHAIN; END $$;
DO $$ BEGIN LOOP COMMIT; EXIT; END LOOP; END $$;
DO $$ BEGIN BEGIN COMMIT; EXCEPTION WHEN OTHERS THEN ROLLBACK; END; COMMIT; END $$;
--                ^^^^^^ commit-in-body
CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ DECLARE commit int; BEGIN commit := 1; END $$;
