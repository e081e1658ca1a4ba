CREATE TABLE t (id bigint PRIMARY KEY, a int, d date, n text, j jsonb, x numeric(10,2), s smallint);
SELECT id::bool, CAST(id AS boolean), id::int::bool, id::text, id::numeric, (id + 1)::bool, a::bool FROM t;
--     ^^^^^^^^ bigint-operand
--               ^^^^^^^^^^^^^^^^^^^ bigint-operand
--                                                                           ^^^^^^^^^^^^^ bigint-operand
SELECT chr(id), repeat(n, a), repeat(n, id), "left"(n, id), lpad(n, id, 'x'), substr(n, a, id), round(x, id), round(id) FROM t;
--                            ^^^^^^ bigint-operand
--                                           ^^^^^^ bigint-operand
--                                                          ^^^^ bigint-operand
--                                                                            ^^^^^^ bigint-operand
--                                                                                              ^^^^^ bigint-operand
SELECT d + id, d - id, id + d, d + a, d - d, now() + id * interval '1 day', now() - make_interval(days => id), id - 1 FROM t;
--       ^ bigint-operand
--               ^ bigint-operand
--                        ^ bigint-operand
--                                                                                  ^^^^^^^^^^^^^ bigint-operand
SELECT j -> id, j ->> id, j -> a, j -> 'id', j -> (id)::int, j - id, 1 << id, id << 1, id << id, id & 7, id % 2 FROM t;
--       ^^ bigint-operand
--                ^^^ bigint-operand
--                                                             ^ bigint-operand
--                                                                     ^^ bigint-operand
--                                                                                        ^^ bigint-operand
SELECT lag(n, id) OVER (ORDER BY id), ntile(id) OVER (ORDER BY n), to_hex(id), abs(id), power(id, 2), generate_series(1, id) FROM t;
--     ^^^ bigint-operand
--                                    ^^^^^ bigint-operand
SELECT make_date(2026, a, id), chr(max(id)) FROM t GROUP BY a, id;
--     ^^^^^^^^^ bigint-operand
SELECT chr(id), chr(q.id) FROM unknown q;
CREATE FUNCTION own(b bigint) RETURNS text LANGUAGE sql AS $$ SELECT chr(b) || (SELECT repeat(n, id) FROM t LIMIT 1) $$;
--                                                                                     ^^^^^^ bigint-operand
CREATE FUNCTION late(b bigint) RETURNS text LANGUAGE plpgsql AS $$ BEGIN RETURN chr(b) || left('x', (SELECT id FROM t)); END $$;
--                                                                                        ^^^^ bigint-operand
CREATE FUNCTION chr(b bigint) RETURNS text LANGUAGE sql AS 'SELECT ''a''';
SELECT chr(id) FROM t;
CREATE VIEW v AS SELECT id, d + q.id AS e FROM (SELECT id, d FROM t) q;
--                            ^ bigint-operand
CREATE TABLE u (id bigint PRIMARY KEY, c text CHECK (right(c, id) <> ''), e date DEFAULT current_date + 1);
--                                                   ^^^^^ bigint-operand
CREATE INDEX ASYNC i ON u ((left(c, id)));
--                          ^^^^ bigint-operand
INSERT INTO u (id, c) SELECT id, repeat(n, id) FROM t;
--                               ^^^^^^ bigint-operand
