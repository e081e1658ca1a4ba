CREATE INDEX CONCURRENTLY i ON t (a);
--           ^^^^^^^^^^^^ index-concurrently
CREATE UNIQUE INDEX concurrently IF NOT EXISTS i ON t (a);
--                  ^^^^^^^^^^^^ index-concurrently
CREATE INDEX ASYNC i ON "concurrently" (a);
CREATE INDEX CONCURRENTLY a ON t (a);
--           ^^^^^^^^^^^^ index-concurrently
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS b ON t (a);
--                  ^^^^^^^^^^^^ index-concurrently
  CREATE INDEX CONCURRENTLY c ON t USING btree (a DESC, b text_pattern_ops);
--             ^^^^^^^^^^^^ index-concurrently
CREATE INDEX ASYNC CONCURRENTLY d ON t (a);
--                 ^^^^^^^^^^^^ index-concurrently
-- A name is no keyword.
CREATE INDEX ASYNC concurrently_built ON t (a);
CREATE INDEX ASYNC "concurrently" ON t (a);
