CREATE VIEW v AS SELECT 1 AS a;
CREATE INDEX ASYNC i ON v (a);
-- ^^^^^^^^^^^^ index-on-view (at 0)
CREATE MATERIALIZED VIEW app.m AS SELECT 1 AS a;
CREATE UNIQUE INDEX j ON app.m (a);
-- ^^^^^^^^^^^^^ index-on-view (at 0)
CREATE INDEX ASYNC k ON m (a);
DROP VIEW v;
CREATE TABLE v (a uuid PRIMARY KEY);
CREATE INDEX ASYNC l ON v (a);
