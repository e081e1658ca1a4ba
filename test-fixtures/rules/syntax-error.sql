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
