SELECT point(1, 2) <-> '(3,4)'::point;
--     ^^^^^ geometric-value
--                              ^^^^^ geometric-value
SELECT circle '((0,0),1)', CAST('(1,1),(0,0)' AS pg_catalog.box);
--     ^^^^^^ geometric-value
--                                               ^^^^^^^^^^^^^^ geometric-value
SELECT NULL::polygon[];
--           ^^^^^^^^^ geometric-value
-- Other schemas, columns, texts.
SELECT app.point(1, 2), 'x'::app.path, line, 'point(1, 2)' FROM t;
