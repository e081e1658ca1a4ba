SET statement_timeout = '5s';
--  ^^^^^^^^^^^^^^^^^ session-parameter
SET LOCAL work_mem TO '64MB';
--        ^^^^^^^^ session-parameter
SET SESSION lock_timeout = 0;
--          ^^^^^^^^^^^^ session-parameter
SET app.tenant = 'a';
--  ^^^^^^^^^^ session-parameter
SET "row_security" = off;
--  ^^^^^^^^^^^^^^ session-parameter
SET XML OPTION CONTENT;
--  ^^^ session-parameter
SET enable_hashagg TO DEFAULT;
--  ^^^^^^^^^^^^^^ session-parameter
RESET work_mem;
-- On the list, in any case.
SET search_path TO app, public;
SET TimeZone = 'UTC';
SET TIME ZONE LOCAL;
SET NAMES 'UTF8';
SET LOCAL ROLE app;
SET dsql.enable_batched_nestloop = on;
RESET ALL;
-- Found by other rules, or set for a function.
SET default_transaction_read_only = on;
SET TRANSACTION READ ONLY;
ALTER ROLE app SET work_mem = '1MB';
CREATE FUNCTION one() RETURNS int LANGUAGE sql SET work_mem = '1MB' AS $$ SELECT 1 $$;
SELECT set_config('work_mem', '1MB', false);
--                ^^^^^^^^^^ session-parameter
SELECT set_config('app.tenant', '1', true);
--                ^^^^^^^^^^^^ session-parameter
SELECT a, pg_catalog.set_config('work_mem', $1, false) FROM t;
--                              ^^^^^^^^^^ session-parameter
SELECT set_config('role', 'app', false);
--                ^^^^^^ session-parameter
UPDATE t SET a = set_config('x.y'::text, 'z', true);
--                          ^^^^^^^^^^^ session-parameter
SET app.tenant = '1';
--  ^^^^^^^^^^ session-parameter
SET LOCAL "request.jwt.claims" = '{}';
--        ^^^^^^^^^^^^^^^^^^^^ session-parameter
-- May be set, or told when it runs.
SELECT set_config('search_path', '', false), set_config('TimeZone', 'UTC', true), set_config(a, b, c) FROM t;
SELECT set_config('role', 'app', true), app.set_config('work_mem', '1', false), 'set_config' FROM t;
