SELECT to_tsvector('english', body), plainto_tsquery('pg_catalog.english', $1) FROM posts;
--     ^^^^^^^^^^^ full-text-search
--                                   ^^^^^^^^^^^^^^^ full-text-search
SELECT 1 FROM posts WHERE to_tsvector('english', body) @@ websearch_to_tsquery('english', 'x');
--                        ^^^^^^^^^^^ full-text-search
--                                                        ^^^^^^^^^^^^^^^^^^^^ full-text-search
SELECT to_tsvector('german'::regconfig, body), CAST('french' AS regconfig) FROM posts;
--                 ^^^^^^^^^^^^^^^^^^^ full-text-search
--                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^ full-text-search
SELECT ts_headline('english', body, query, 'MaxWords=5') FROM posts;
--     ^^^^^^^^^^^ full-text-search
SELECT ts_headline('english', body, to_tsquery('simple', $1)), ts_headline('french', body, 'a'::tsquery) FROM posts;
--     ^^^^^^^^^^^ full-text-search
--                                                             ^^^^^^^^^^^ full-text-search
SELECT ts_headline('english', body, CAST($1 AS tsquery)) FROM posts;
--     ^^^^^^^^^^^ full-text-search
CREATE INDEX ASYNC i ON posts (to_tsvector('english', body));
--                             ^^^^^^^^^^^ full-text-search
-- The one configuration that there is; one that is told when it runs.
SELECT to_tsvector('simple', body) @@ to_tsquery('pg_catalog.simple', 'x') FROM posts;
SELECT to_tsvector('"simple"', body), to_tsvector(config, body), to_tsquery($1, 'x'), 'SIMPLE'::regconfig FROM posts;
SELECT to_tsvector(body) @@ to_tsquery('x'), ts_headline('english', $1, $2) FROM posts;
SELECT ts_headline('simple', body, to_tsquery('a')), ts_headline('a b', query, 'MaxWords=5') FROM posts;
-- jsonb has @@ too; functions of one's own may be called alike.
SELECT doc @@ '$.a > 1' FROM docs;
SELECT app.to_tsvector('english', body), to_tsvector FROM posts;
