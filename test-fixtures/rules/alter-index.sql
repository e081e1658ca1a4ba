ALTER INDEX i SET (fillfactor = 70);
-- ^^^^^^^^^^^ alter-index (at 0)
ALTER INDEX IF EXISTS i RESET (fillfactor);
-- ^^^^^^^^^^^ alter-index (at 0)
  ALTER INDEX i SET TABLESPACE fast;
--^^^^^^^^^^^ alter-index
ALTER INDEX i ALTER COLUMN 1 SET STATISTICS 100;
-- ^^^^^^^^^^^ alter-index (at 0)
ALTER INDEX ALL IN TABLESPACE slow SET TABLESPACE fast;
-- ^^^^^^^^^^^ alter-index (at 0)
-- Accepted, or found by another rule.
ALTER INDEX IF EXISTS app.i RENAME TO j;
ALTER TABLE t SET (fillfactor = 70);
ALTER INDEX i ATTACH PARTITION j;
