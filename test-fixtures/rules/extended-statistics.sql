-- as of 2026-08-26
CREATE STATISTICS IF NOT EXISTS s (dependencies) ON a, b FROM games;
-- ^^^^^^^^^^^^^^^^^ extended-statistics (at 0)
ALTER STATISTICS s SET STATISTICS 100;
-- ^^^^^^^^^^^^^^^^ extended-statistics (at 0)
DROP STATISTICS IF EXISTS s;
-- ^^^^^^^^^^^^^^^ extended-statistics (at 0)
ANALYZE games;
