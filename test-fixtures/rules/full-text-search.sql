SELECT to_tsvector('english', body), plainto_tsquery('simple', $1) FROM posts;
--     ^^^^^^^^^^^ full-text-search
--                                   ^^^^^^^^^^^^^^^ full-text-search
SELECT 1 FROM posts WHERE to_tsvector('english', body) @@ websearch_to_tsquery('english', 'x');
--                        ^^^^^^^^^^^ full-text-search
--                                                        ^^^^^^^^^^^^^^^^^^^^ full-text-search
SELECT 1 FROM posts WHERE to_tsvector(body) @@ to_tsquery('x');
--                                          ^^ full-text-search
SELECT 1 FROM posts WHERE to_tsvector('english', body) @@ to_tsquery('x');
--                        ^^^^^^^^^^^ full-text-search
-- jsonb has @@ too; functions of one's own may be called alike.
SELECT doc @@ '$.a > 1' FROM docs;
SELECT app.to_tsvector('english', body), to_tsvector FROM posts;
