-- as of 2026-08-25
ALTER TABLE games ALTER CONSTRAINT f NOT DEFERRABLE;
--                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ alter-constraint
ALTER TABLE games RENAME CONSTRAINT f TO g;
