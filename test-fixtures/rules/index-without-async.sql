CREATE INDEX i ON t (a);
-- ^^^^^^^^^^^^ index-without-async (at 0)
create unique index /* why */ i on t (a);
-- ^^^^^^^^^^^^^^^^^^^ index-without-async (at 0)
CREATE INDEX IF NOT EXISTS i ON ONLY t (a);
-- ^^^^^^^^^^^^ index-without-async (at 0)
CREATE INDEX ON t (lower(a));
-- ^^^^^^^^^^^^ index-without-async (at 0)
CREATE INDEX ASYNC i ON t (a);
CREATE UNIQUE INDEX ASYNC i ON t (a);
CREATE INDEX async ON t (a);
CREATE INDEX "async" ON t (a);
-- ^^^^^^^^^^^^ index-without-async (at 0)
CREATE INDEX CONCURRENTLY i ON t (a);
