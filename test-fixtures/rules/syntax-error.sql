SELECT * FORM t;
--       ^^^^ syntax-error
SELECT '🦊' FROM FROM t;
--               ^^^^ syntax-error
CREATE TABLE a (b int, c );
--                       ^ syntax-error
SELECT 1 WHERE;
--       ^^^^^ syntax-error
AWS IAM GRANT app TO 'arn:aws:iam::123456789012:role/app';
AWS IAM GRANT app FROM 'arn';
--                ^^^^ syntax-error
CREATE INDEX ASYNC i ON t (a);
\d t
SELECT :name, :'text';
SELECT * FORM games;
--       ^^^^ syntax-error
SELECT (1;
--      ^ syntax-error
INSERT INTO games VALUES ('a;
--                        ^^^… syntax-error
';
DELETE FROM games WHERE;
--                ^^^^^ syntax-error
-- Causes that have rules of their own.
CREATE INDEX ASYNC shop.i ON games (day);
CREATE INDEX ASYNC IF NOT EXISTS ON games (day);
SELECT day FROM games GROUP BY ALL;
DROP TRIGGER IF EXISTS touch;
CREATE TABLE t (a timestamp WITH /* zone */ TIME ZONE, b int);
CREATE INDEX ASYNC i ON t (a NULLS -- x
  FIRST);
AWS /* c */ IAM GRANT app TO 'arn';
