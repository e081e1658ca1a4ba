DROP TRIGGER touch ON teams;
-- ^^^^^^^^^^^^ drop-trigger (at 0)
DROP TRIGGER touch ON shop.teams CASCADE;
-- ^^^^^^^^^^^^ drop-trigger (at 0)
DROP TRIGGER touch;
-- ^^^^^^^^^^^^ drop-trigger (at 0)
DROP TRIGGER IF EXISTS touch;
-- ^^^^^^^^^^^^ drop-trigger (at 0)
  DROP TRIGGER IF EXISTS "touch" CASCADE;
--^^^^^^^^^^^^ drop-trigger
-- Accepted, though there is nothing to drop.
DROP TRIGGER IF EXISTS touch ON teams;
DROP TRIGGER IF EXISTS touch ON teams RESTRICT;
-- Broken in another way.
DROP TRIGGER;
DROP TRIGGER IF EXISTS touch AT teams;
