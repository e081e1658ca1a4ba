CREATE COLLATION german (locale = 'de_DE');
-- ^^^^^^^^^^^^^^^^ create-collation (at 0)
CREATE COLLATION IF NOT EXISTS a FROM "C";
-- ^^^^^^^^^^^^^^^^ create-collation (at 0)
