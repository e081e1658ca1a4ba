CREATE TABLE a (id int PRIMARY KEY);
SELECT 1;
CREATE INDEX ASYNC ON a (id);
-- ^^^^^^^^^^^^ implicit-transaction (at 0)
DROP TABLE a;
INSERT INTO a VALUES (1);
