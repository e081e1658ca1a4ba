-- as of 2026-07-05
ALTER TABLE games DROP CONSTRAINT "C" CASCADE, DROP CONSTRAINT IF EXISTS d;
--                ^^^^^^^^^^^^^^^^^^^^^^^^^^^ drop-constraint
--                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^ drop-constraint
ALTER TABLE games RENAME CONSTRAINT a TO b;
ALTER DOMAIN d DROP CONSTRAINT IF EXISTS c;
