-- as of 2026-08-25
BEGIN;
SET CONSTRAINTS ALL DEFERRED;
-- ^^^^^^^^^^^^^^^ set-constraints (at 0)
SET CONSTRAINTS a_fkey, app.b_fkey IMMEDIATE;
-- ^^^^^^^^^^^^^^^ set-constraints (at 0)
SET constraint_exclusion = on;
COMMIT;
