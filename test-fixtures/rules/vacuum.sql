VACUUM;
-- ^^^^^^ vacuum (at 0)
vacuum (full, analyze) a;
-- ^^^^^^ vacuum (at 0)
ANALYZE a;
SELECT vacuum FROM a;
