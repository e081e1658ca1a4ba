CREATE TABLE a (id UUID PRIMARY KEY DEFAULT uuidv7(), b UUID DEFAULT pg_catalog.uuidv4());
--                                          ^^^^^^ newer-function
--                                                                   ^^^^^^^^^^^^^^^^^ newer-function
INSERT INTO a (id) VALUES (UUIDV7(interval '1 day'));
--                         ^^^^^^ newer-function
SELECT random(1, 6), json_value(doc, '$.a'), casefold(b) FROM posts;
--     ^^^^^^ newer-function
--                   ^^^^^^^^^^ newer-function
--                                           ^^^^^^^^ newer-function
-- In 16 too, in another schema, in a string, somebody's own.
SELECT random(), uuidv7, app.uuidv7(), public.uuidv7(), 'uuidv7()' /* uuidv7() */ FROM posts;
CREATE FUNCTION crc32(bytea) RETURNS int LANGUAGE sql AS 'SELECT 1';
SELECT crc32(a) FROM posts;
