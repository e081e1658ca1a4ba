CREATE TABLE a (id int PRIMARY KEY, b int UNIQUE, c int);
CREATE INDEX ASYNC ON a (c); CREATE INDEX ASYNC ON a (c); CREATE INDEX ASYNC ON a (c); CREATE INDEX ASYNC ON a (c);
CREATE INDEX ASYNC ON a (c); CREATE INDEX ASYNC ON a (c); CREATE INDEX ASYNC ON a (c); CREATE INDEX ASYNC ON a (c);
CREATE INDEX ASYNC ON a (c); CREATE INDEX ASYNC ON a (c); CREATE INDEX ASYNC ON a (c); CREATE INDEX ASYNC ON a (c);
CREATE INDEX ASYNC ON a (c); CREATE INDEX ASYNC ON a (c); CREATE INDEX ASYNC ON a (c); CREATE INDEX ASYNC ON a (c);
CREATE INDEX ASYNC ON a (c); CREATE INDEX ASYNC ON a (c); CREATE INDEX ASYNC ON a (c); CREATE INDEX ASYNC ON a (c);
CREATE INDEX ASYNC ON a (c); CREATE INDEX ASYNC last_one ON a (c);
CREATE UNIQUE INDEX ASYNC one_more ON a (c);
-- ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ too-many-indexes (at 0)
DROP INDEX other;
DROP INDEX last_one, one_more;
CREATE INDEX ASYNC ON a (c); CREATE INDEX ASYNC again ON a (c);
--                           ^^^^^^^^^^^^^^^^^^^^^^^^ too-many-indexes
CREATE INDEX ASYNC ON a (c);
-- ^^^^^^^^^^^^^^^^^^ too-many-indexes (at 0)
DROP TABLE a;
CREATE TABLE a (id int PRIMARY KEY, b int UNIQUE, c int);
CREATE INDEX ASYNC ON a (c);
