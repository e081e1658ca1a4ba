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
CREATE INDEX a ON games (day);
-- ^^^^^^^^^^^^ index-without-async (at 0)
CREATE UNIQUE INDEX IF NOT EXISTS b ON games (day);
-- ^^^^^^^^^^^^^^^^^^^ index-without-async (at 0)
  create index c on games using btree (day desc, note collate "C" text_pattern_ops) with (fillfactor = 70);
--^^^^^^^^^^^^ index-without-async
CREATE INDEX ON games (day);
-- ^^^^^^^^^^^^ index-without-async (at 0)
-- With ASYNC, or found by another rule.
CREATE INDEX ASYNC a ON games (day);
create unique index async if not exists a on games (day);
CREATE INDEX CONCURRENTLY a ON games (day);
