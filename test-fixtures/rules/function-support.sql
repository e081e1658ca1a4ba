CREATE FUNCTION f(int) RETURNS bool LANGUAGE sql IMMUTABLE SUPPORT app.f_support AS 'SELECT $1 > 0';
--                                                         ^^^^^^^^^^^^^^^^^^^^^ function-support
CREATE OR REPLACE FUNCTION f() RETURNS SETOF int SUPPORT "generate_series_int4_support" ROWS 5 LANGUAGE sql AS 'SELECT 1';
--                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ function-support
-- A name like any other.
CREATE FUNCTION support(support int) RETURNS int LANGUAGE sql AS 'SELECT support';
SELECT support FROM support;
