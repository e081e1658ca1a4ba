ALTER TRIGGER touch ON teams RENAME TO touched;
-- ^^^^^^^^^^^^^ alter-trigger (at 0)
ALTER TRIGGER touch ON shop.teams DEPENDS ON EXTENSION plpgsql;
-- ^^^^^^^^^^^^^ alter-trigger (at 0)
ALTER TABLE teams RENAME TO clubs;
ALTER FUNCTION touch() RENAME TO touched;
