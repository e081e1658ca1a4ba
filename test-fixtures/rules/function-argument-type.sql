CREATE TABLE t (id bigint PRIMARY KEY, a int, u uuid, s text);
CREATE FUNCTION f(x int) RETURNS int IMMUTABLE LANGUAGE sql AS $$ SELECT x + 1 $$;
CREATE FUNCTION g(x bigint, VARIADIC rest text[]) RETURNS bigint LANGUAGE sql AS $$ SELECT f(x) $$;
--                                                                                         ^ function-argument-type
CREATE FUNCTION h(t int, x int DEFAULT 0) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN f(t) + f(x); END $$;
CREATE FUNCTION over(x int) RETURNS int LANGUAGE sql AS $$ SELECT x $$;
CREATE FUNCTION over(x text) RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;
CREATE FUNCTION over(x bigint) RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;
CREATE FUNCTION app.f(x int) RETURNS int LANGUAGE sql AS $$ SELECT x $$;
SELECT f(id), f(a), f(1), f('1'), f(NULL), f(u), f(3000000000), f(unknown) FROM t;
--     ^ function-argument-type
--                                         ^ function-argument-type
--                                               ^ function-argument-type
SELECT over(id), over(a), over(s), g(a, 'x'), g(id, 'x', 'y'), h(a), h(t => 1, x => a) FROM t;
SELECT f(a, a), f(), app.f(id), f(count(*)::int) FROM t;
--                   ^^^^^ function-argument-type
SELECT f(count(*)), f((SELECT max(id) FROM t)) FROM t;
--     ^ function-argument-type
--                  ^ function-argument-type
CREATE VIEW v AS SELECT q.id AS n FROM (SELECT id FROM t) q WHERE f(q.id) > 0;
--                                                                ^ function-argument-type
SELECT f(n) FROM v;
--     ^ function-argument-type
CREATE TABLE d (id bigint PRIMARY KEY DEFAULT f(1), n bigint CHECK (f(n) > 0), CHECK (f(id) > 0 AND f(other) > 0));
--                                                                  ^ function-argument-type
--                                                                                    ^ function-argument-type
ALTER TABLE d ADD CONSTRAINT c CHECK (f(n) > 1) NOT VALID, ALTER COLUMN n SET DEFAULT f(2), ADD COLUMN other int;
--                                    ^ function-argument-type
CREATE INDEX ASYNC i ON d (f(n)) WHERE f(id) > 1;
--                         ^ function-argument-type
--                                     ^ function-argument-type
INSERT INTO d (id, n) SELECT f(id), a FROM t ON CONFLICT (id) DO UPDATE SET n = f(excluded.n);
--                           ^ function-argument-type
--                                                                              ^ function-argument-type
UPDATE t SET a = f(a) WHERE f(id) = 1;
--                          ^ function-argument-type
DO $$ DECLARE n bigint; BEGIN PERFORM f(n), f(id) FROM t; END $$;
--                                    ^ function-argument-type
--                                          ^ function-argument-type
CREATE PROCEDURE p(n bigint) LANGUAGE plpgsql AS $$ DECLARE m int; BEGIN m := f(n); CALL p(m); CALL k(n); IF f(n) > 1 THEN NULL; END IF; END $$;
--                                                                            ^ function-argument-type
--                                                                                                  ^ function-argument-type
--                                                                                                           ^ function-argument-type
CREATE PROCEDURE k(n int) LANGUAGE sql AS $$ SELECT 1 $$;
CALL k(3000000000);
--   ^ function-argument-type
CREATE FUNCTION shadowed(n bigint) RETURNS int LANGUAGE plpgsql AS $$ DECLARE n int; BEGIN RETURN f(n); END $$;
-- An extension's, or one of another file.
SELECT lower(id), elsewhere(id) FROM t;
SELECT f(id) FROM missing;

-- A row of a typed table is one of its type
CREATE TYPE person AS (name text);
CREATE TABLE persons OF person;
CREATE FUNCTION name_length(p person) RETURNS int LANGUAGE sql AS $$ SELECT length(p.name) $$;
SELECT name_length(persons) FROM persons;
CREATE TABLE parents (id int PRIMARY KEY, name text);
CREATE TABLE children (age int) INHERITS (parents);
CREATE TABLE grandchildren () INHERITS (children);
CREATE FUNCTION of_parent(p parents) RETURNS int LANGUAGE sql AS $$ SELECT p.id $$;
SELECT of_parent(children), of_parent(grandchildren) FROM children, grandchildren;
SELECT of_parent(persons) FROM persons;
--     ^^^^^^^^^ function-argument-type
CREATE FUNCTION of_child(c children) RETURNS int LANGUAGE sql AS $$ SELECT c.age $$;
SELECT of_child(parents) FROM parents;
--     ^^^^^^^^ function-argument-type
