ALTER TYPE mood ADD VALUE IF NOT EXISTS 'happy' BEFORE 'ok';
-- ^^^^^^^^^^ alter-type (at 0)
ALTER TYPE mood RENAME VALUE 'ok' TO 'fine';
-- ^^^^^^^^^^ alter-type (at 0)
ALTER TYPE mood RENAME TO feeling;
-- ^^^^^^^^^^ alter-type (at 0)
alter type app.mood owner to admin;
-- ^^^^^^^^^^ alter-type (at 0)
ALTER TYPE mood SET SCHEMA app;
-- ^^^^^^^^^^ alter-type (at 0)
ALTER TYPE pair ADD ATTRIBUTE c INT, DROP ATTRIBUTE d;
-- ^^^^^^^^^^ alter-type (at 0)
ALTER TYPE pair RENAME ATTRIBUTE a TO b;
-- ^^^^^^^^^^ alter-type (at 0)
ALTER TYPE t SET (RECEIVE = f);
-- ^^^^^^^^^^ alter-type (at 0)
DROP TYPE mood, feeling;
-- ^^^^^^^^^ alter-type (at 0)
DROP TYPE IF EXISTS mood CASCADE;
-- ^^^^^^^^^ alter-type (at 0)
ALTER DOMAIN d RENAME TO e;
DROP DOMAIN d;
COMMENT ON TYPE d IS 'x';
ALTER TABLE games RENAME COLUMN a TO type;
