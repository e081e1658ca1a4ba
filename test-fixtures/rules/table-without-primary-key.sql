CREATE TABLE a (b int);
--           ^ table-without-primary-key
CREATE TABLE IF NOT EXISTS app."B" (b int UNIQUE);
--                         ^^^^^^^ table-without-primary-key
CREATE TABLE c (id int PRIMARY KEY);
CREATE TABLE d (a int, b int, PRIMARY KEY (a, b));
CREATE TABLE e (LIKE c INCLUDING ALL);
CREATE TABLE f (b int);
ALTER TABLE f ADD PRIMARY KEY (b);
SELECT 1;
