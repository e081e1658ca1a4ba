-- as of 2026-09-14
CREATE INDEX ASYNC i ON t (a) WHERE b IS NULL AND c > 1;
--                            ^^^^^^^^^^^^^^^^^^^^^^^^^ partial-index
CREATE UNIQUE INDEX ASYNC i ON t (a) INCLUDE (b) where (c);
--                                               ^^^^^^^^^ partial-index
CREATE INDEX ASYNC "where" ON t (a);
