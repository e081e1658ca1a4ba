DROP INDEX CONCURRENTLY i;
--         ^^^^^^^^^^^^ drop-index-concurrently
DROP INDEX /* soon */ CONCURRENTLY IF EXISTS app.i, app.j CASCADE;
--                    ^^^^^^^^^^^^ drop-index-concurrently
DROP INDEX IF EXISTS i;
DROP INDEX concurrently_built;
