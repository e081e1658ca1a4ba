CREATE FUNCTION f() RETURNS int4range LANGUAGE sql AS 'SELECT int4range(1, 2)';
--                          ^^^^^^^^^ range-result
CREATE FUNCTION f(a date) RETURNS SETOF pg_catalog.tstzrange LANGUAGE sql AS 'SELECT NULL::tstzrange';
--                                ^^^^^^^^^^^^^^^^^^^^^^^^^^ range-result
CREATE OR REPLACE FUNCTION f() RETURNS "numrange" RETURN numrange(1, 2);
--                                     ^^^^^^^^^^ range-result
-- As an argument, inside a query, a domain of that name in a schema, a table.
CREATE FUNCTION f(int4range) RETURNS int LANGUAGE sql AS 'SELECT lower($1)';
CREATE FUNCTION f() RETURNS app.int4range LANGUAGE sql AS 'SELECT NULL';
CREATE FUNCTION f() RETURNS TABLE (low int, high int) LANGUAGE sql AS 'SELECT 1, 2';
SELECT int4range(1, 2) @> 1, tsrange FROM t;
