LOCK teams;
-- ^^^^ lock-table (at 0)
LOCK TABLE ONLY teams, games IN SHARE MODE NOWAIT;
-- ^^^^^^^^^^ lock-table (at 0)
SELECT lock FROM doors FOR UPDATE;
