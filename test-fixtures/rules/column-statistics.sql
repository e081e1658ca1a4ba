ALTER TABLE games ALTER score SET STATISTICS 500, ALTER COLUMN name SET STORAGE PLAIN;
--                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ column-statistics
ALTER TABLE games ALTER COLUMN statistics SET STATISTICS -1;
--                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ column-statistics
CREATE STATISTICS s (dependencies) ON a, b FROM games;
