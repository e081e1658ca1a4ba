CREATE INDEX CONCURRENTLY i ON t (a);
--           ^^^^^^^^^^^^ index-concurrently
CREATE UNIQUE INDEX concurrently IF NOT EXISTS i ON t (a);
--                  ^^^^^^^^^^^^ index-concurrently
CREATE INDEX ASYNC i ON "concurrently" (a);
