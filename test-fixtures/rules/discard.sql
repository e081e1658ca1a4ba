DISCARD ALL;
-- ^^^^^^^ discard (at 0)
discard plans;
-- ^^^^^^^ discard (at 0)
DISCARD TEMP;
-- ^^^^^^^ discard (at 0)
SELECT discard FROM t;
