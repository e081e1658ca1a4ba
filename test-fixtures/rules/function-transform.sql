CREATE FUNCTION f(jsonb) RETURNS int LANGUAGE sql TRANSFORM FOR TYPE jsonb AS 'SELECT 1';
--                                                ^^^^^^^^^^^^^^^^^^^^^^^^ function-transform
CREATE FUNCTION f(a int) RETURNS int TRANSFORM FOR TYPE app.t, FOR TYPE numeric(5, 2) LANGUAGE sql AS 'SELECT 1';
--                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ function-transform
-- A name like any other.
CREATE FUNCTION transform(transform int) RETURNS int LANGUAGE sql AS 'SELECT transform';
