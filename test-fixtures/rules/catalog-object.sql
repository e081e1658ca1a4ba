CREATE AGGREGATE product(numeric) (SFUNC = numeric_mul, STYPE = numeric);
-- ^^^^^^^^^^^^^^^^ catalog-object (at 0)
CREATE OR REPLACE AGGREGATE product(numeric) (SFUNC = numeric_mul, STYPE = numeric);
-- ^^^^^^^^^^^^^^^^^^^^^^^^^^^ catalog-object (at 0)
CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq);
-- ^^^^^^^^^^^^^^^ catalog-object (at 0)
CREATE OPERATOR CLASS c FOR TYPE int USING btree AS OPERATOR 1 <;
-- ^^^^^^^^^^^^^^^^^^^^^ catalog-object (at 0)
CREATE OPERATOR FAMILY f USING btree;
-- ^^^^^^^^^^^^^^^^^^^^^^ catalog-object (at 0)
CREATE CAST (text AS int) WITH INOUT;
-- ^^^^^^^^^^^ catalog-object (at 0)
CREATE DEFAULT CONVERSION c FOR 'LATIN1' TO 'UTF8' FROM f;
-- ^^^^^^^^^^^^^^^^^^^^^^^^^ catalog-object (at 0)
CREATE TEXT SEARCH CONFIGURATION c (COPY = simple);
-- ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ catalog-object (at 0)
CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = simple);
-- ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ catalog-object (at 0)
CREATE OR REPLACE TRUSTED LANGUAGE plx HANDLER plx_call;
-- ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ catalog-object (at 0)
CREATE ACCESS METHOD m TYPE INDEX HANDLER h;
ALTER AGGREGATE product(numeric) RENAME TO times;
-- ^^^^^^^^^^^^^^^ catalog-object (at 0)
-- Another rule's, or not an offence.
CREATE COLLATION german FROM "de_DE";
CREATE DOMAIN positive AS int CHECK (VALUE > 0);
DROP AGGREGATE product(numeric);
CREATE LANGUAGE plperl;
SELECT CAST('1' AS int);
CREATE TEXT SEARCH CONFIGURATION app.c (COPY = simple);
-- ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ catalog-object (at 0)
CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = simple);
-- ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ catalog-object (at 0)
ALTER TEXT SEARCH CONFIGURATION c ALTER MAPPING FOR word WITH simple;
-- ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ catalog-object (at 0)
CREATE TRANSFORM FOR jsonb LANGUAGE sql (FROM SQL WITH FUNCTION f(internal));
