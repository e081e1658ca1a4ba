BEGIN;
SET ROLE app;
-- ^^^^^^^^ session-role (at 0)
SET SESSION ROLE "App";
-- ^^^^^^^^^^^^^^^^ session-role (at 0)
SET role = 'app';
-- ^^^^^^^^ session-role (at 0)
SET LOCAL ROLE app;
SET LOCAL SESSION AUTHORIZATION app;
-- ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ session-role (at 0)
COMMIT;
SET ROLE NONE;
-- ^^^^^^^^ session-role (at 0)
SET /* who */ SESSION AUTHORIZATION 'app';
-- ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ session-role (at 0)
SET SESSION AUTHORIZATION DEFAULT;
-- ^^^^^^^^^^^^^^^^^^^^^^^^^ session-role (at 0)
SET role TO DEFAULT;
-- ^^^^^^^^ session-role (at 0)
-- Not told of, and other things of these names.
RESET ROLE;
RESET SESSION AUTHORIZATION;
SHOW role;
CREATE FUNCTION f() RETURNS int LANGUAGE sql SET role = app AS 'SELECT 1';
SELECT role, "authorization" FROM t;
