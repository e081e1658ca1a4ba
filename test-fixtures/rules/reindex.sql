REINDEX INDEX i;
-- ^^^^^^^ reindex (at 0)
REINDEX (VERBOSE) TABLE CONCURRENTLY t;
-- ^^^^^^^ reindex (at 0)
SELECT reindex FROM t;
