ALTER SYSTEM SET work_mem = '64MB';
-- ^^^^^^^^^^^^ alter-system (at 0)
ALTER SYSTEM RESET ALL;
-- ^^^^^^^^^^^^ alter-system (at 0)
ALTER TABLE system RENAME TO other;
