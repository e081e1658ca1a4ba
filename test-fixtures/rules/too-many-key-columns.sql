CREATE TABLE t (a INT, b INT, c INT, d INT, e INT, f INT, g INT, h INT, i INT, PRIMARY KEY (a, b, c, d, e, f, g, h));
CREATE TABLE t (a INT, b INT, c INT, d INT, e INT, f INT, g INT, h INT, i INT, CONSTRAINT "unique" UNIQUE NULLS NOT DISTINCT (a, b, c, d, e, f, g, h, i));
--                                                                                                 ^^^^^^ too-many-key-columns
CREATE TABLE t (a INT, b INT, c INT, d INT, e INT, f INT, g INT, h INT, i INT, PRIMARY KEY (a) INCLUDE (b, c, d, e, f, g, h, i));
CREATE SCHEMA app CREATE TABLE a (b INT PRIMARY KEY) CREATE TABLE t (a INT, b INT, c INT, d INT, e INT, f INT, g INT, h INT, i INT, PRIMARY KEY (a, b, c, d, e, f, g, h, i));
--                                                                                                                                  ^^^^^^^^^^^ too-many-key-columns
