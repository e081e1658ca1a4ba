-- The example is long enough for all.
CREATE VIEW short AS SELECT 1 AS one;
CREATE OR REPLACE VIEW short AS SELECT 'é' AS one;
