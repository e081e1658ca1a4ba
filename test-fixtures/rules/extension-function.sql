CREATE TABLE a (
  id UUID PRIMARY KEY DEFAULT uuid_generate_v4(),
--                            ^^^^^^^^^^^^^^^^ extension-function
  b UUID DEFAULT public.uuid_generate_v4(),
--               ^^^^^^^^^^^^^^^^^^^^^^^ extension-function
  c UUID DEFAULT extensions . "uuid_generate_v1mc" (),
--               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ extension-function
  d UUID DEFAULT EXTENSIONS.GEN_RANDOM_UUID(),
--               ^^^^^^^^^^^^^^^^^^^^^^^^^^ extension-function
  e UUID DEFAULT uuid_nil()
--               ^^^^^^^^ extension-function
);
INSERT INTO a (id) VALUES (UUID_GENERATE_V4());
--                         ^^^^^^^^^^^^^^^^ extension-function
INSERT INTO users (hash) VALUES (crypt($1, gen_salt('bf', 8)));
--                               ^^^^^ extension-function
--                                         ^^^^^^^^ extension-function
SELECT digest(body, 'sha256'), digest(body::bytea, 'md5'), hmac(body, 'k', 'sha1') FROM posts;
--     ^^^^^^ extension-function
--                             ^^^^^^ extension-function
--                                                         ^^^^ extension-function
UPDATE posts SET place = ST_SetSRID(ST_MakePoint(1, 2), 4326) WHERE similarity(title, 'x') > 0.5;
--                       ^^^^^^^^^^ extension-function
--                                  ^^^^^^^^^^^^ extension-function
--                                                                  ^^^^^^^^^^ extension-function
CREATE INDEX ASYNC i ON posts (unaccent(title));
--                             ^^^^^^^^ extension-function
CREATE VIEW near AS SELECT levenshtein(a, b) AS d FROM posts;
--                         ^^^^^^^^^^^ extension-function
EXPLAIN SELECT public.word_similarity(a, b) FROM posts;
--             ^^^^^^^^^^^^^^^^^^^^^^ extension-function
-- Built in, a name in a string or a comment, a column, another number of arguments, somebody's own.
SELECT gen_random_uuid(), pg_catalog.gen_random_uuid(), md5('x'), sha256('x');
SELECT 'uuid_generate_v4()' /* crypt(a, b) */, crypt, similarity FROM posts;
SELECT digest(a), encrypt(a), difference(a), app.digest(a, b), app.public.digest(a, b) FROM posts;
CREATE FUNCTION soundex(text) RETURNS text LANGUAGE sql AS 'SELECT $1';
SELECT soundex(a), "soundex"(a), pg_catalog.soundex(a) FROM posts;
--                               ^^^^^^^^^^^^^^^^^^ extension-function
