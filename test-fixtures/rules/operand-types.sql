CREATE TABLE users (id UUID PRIMARY KEY, name TEXT, age INT, born DATE, is_admin BOOLEAN);
CREATE TABLE posts (id BIGINT PRIMARY KEY, author INT, owner UUID, title VARCHAR(20), at TIMESTAMPTZ);
CREATE VIEW authors AS SELECT name FROM users JOIN posts ON users.id = posts.author;
--                                                                   ^ operand-types
SELECT name FROM users u, posts p WHERE u.id = p.owner AND p.author <> u.id;
--                                                                  ^^ operand-types
SELECT name FROM users WHERE id = 3 OR id IN (4, 5) OR is_admin = 1 OR age = 3.5;
--                              ^ operand-types
--                                        ^^ operand-types
--                                                              ^ operand-types
SELECT name FROM users WHERE id = '3' AND name = 3 AND born > 20260101;
--                                             ^ operand-types
--                                                          ^ operand-types
DELETE FROM posts WHERE owner IN (SELECT age FROM users);
--                            ^^ operand-types
DELETE FROM posts WHERE author = ANY (SELECT id FROM users) OR title = (SELECT age FROM users LIMIT 1);
--                             ^ operand-types
--                                                                   ^ operand-types
UPDATE posts SET author = 4 WHERE id = author AND title = owner;
--                                                      ^ operand-types
UPDATE posts SET title = 'a' FROM users WHERE users.age = posts.title;
--                                                      ^ operand-types
CREATE FUNCTION titles(wanted INT) RETURNS SETOF VARCHAR LANGUAGE sql AS $$ SELECT title FROM posts WHERE owner = wanted $$;
--                                                                                                              ^ operand-types
CREATE FUNCTION titles2(wanted BIGINT) RETURNS VARCHAR LANGUAGE plpgsql AS $$
DECLARE n INT := 3; o UUID;
BEGIN
  IF o = n THEN RETURN NULL; END IF;
--     ^ operand-types
  RETURN (SELECT title FROM posts WHERE owner = wanted AND author = n AND o = owner LIMIT 1);
--                                            ^ operand-types
END $$;
CREATE TABLE checked (id UUID PRIMARY KEY, parent INT CHECK (parent <> id), note TEXT);
--                                                                  ^^ operand-types
SELECT 1 FROM public.users AS u JOIN public . posts p ON p.author = u.id;
--                                                                ^ operand-types
WITH u AS (SELECT id FROM users) SELECT 1 FROM posts p JOIN u ON u.id = p.author, users v WHERE v.id = p.id;
--                                                                    ^ operand-types
--                                                                                                   ^ operand-types
SELECT 1 FROM posts p, (SELECT id FROM users) AS u WHERE u.id = p.author;
--                                                            ^ operand-types
SELECT 1 FROM users, posts WHERE public.users.id = posts.author;
--                                               ^ operand-types
SELECT 1 FROM "users" u, "posts" AS "p" WHERE u.id = "p".author;
--                                                 ^ operand-types
SELECT 1 FROM users posts, posts users WHERE posts.id = users.author;
--                                                    ^ operand-types
-- What is compared here compares.
SELECT name FROM users u JOIN posts p ON u.age = p.id AND u.name = p.title AND u.born < p.at AND u.id::text = p.title;
WITH q AS (SELECT author AS id FROM posts) SELECT name FROM users u, q WHERE q.id = u.age AND u.name = 'x' AND u.is_admin = true;
SELECT name FROM users WHERE id = $1 AND age > 3 AND born = '2026-01-01';
CREATE FUNCTION titles3(wanted INT) RETURNS SETOF VARCHAR LANGUAGE plpgsql AS $$ BEGIN RETURN QUERY SELECT title FROM posts WHERE owner = wanted; END $$;
DROP FUNCTION titles3;
SELECT 1 FROM users posts WHERE posts.age = 3 AND EXISTS (SELECT FROM posts users WHERE users.author = posts.age);
