CREATE MATERIALIZED VIEW tops AS SELECT max(points) FROM games;
-- ^^^^^^^^^^^^^^^^^^^^^^^^ materialized-view (at 0)
CREATE MATERIALIZED VIEW IF NOT EXISTS tops AS SELECT 1 AS x WITH NO DATA;
-- ^^^^^^^^^^^^^^^^^^^^^^^^ materialized-view (at 0)
REFRESH MATERIALIZED VIEW CONCURRENTLY tops;
-- ^^^^^^^^^^^^^^^^^^^^^^^^^ materialized-view (at 0)
DROP MATERIALIZED VIEW IF EXISTS tops CASCADE;
-- ^^^^^^^^^^^^^^^^^^^^^^ materialized-view (at 0)
ALTER MATERIALIZED VIEW tops RENAME TO best;
-- ^^^^^^^^^^^^^^^^^^^^^^^ materialized-view (at 0)
ALTER MATERIALIZED VIEW tops RENAME COLUMN x TO y;
-- ^^^^^^^^^^^^^^^^^^^^^^^ materialized-view (at 0)
ALTER MATERIALIZED VIEW tops SET SCHEMA shop;
-- ^^^^^^^^^^^^^^^^^^^^^^^ materialized-view (at 0)
ALTER MATERIALIZED VIEW tops OWNER TO admin;
-- ^^^^^^^^^^^^^^^^^^^^^^^ materialized-view (at 0)
CREATE VIEW materialized AS SELECT 1 AS x;
CREATE TABLE tops AS SELECT 1 AS x;
