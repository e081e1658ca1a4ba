CREATE TABLE a (url VARCHAR(2000) PRIMARY KEY);
CREATE TABLE a (url VARCHAR(2001) PRIMARY KEY, text VARCHAR(5000));
--                                ^^^^^^^^^^^ key-too-large
CREATE TABLE a (b VARCHAR(1000), c CHAR(1000), d INT, UNIQUE (b, c), CONSTRAINT k PRIMARY KEY (b, c, d));
--                                                                                ^^^^^^^^^^^ key-too-large
CREATE TABLE a (b NUMERIC(1000), c NUMERIC(1000, 2), d NUMERIC(1000), e NUMERIC(1000), PRIMARY KEY (b, c, d, e));
--                                                                                     ^^^^^^^^^^^ key-too-large
CREATE TABLE a (b TEXT PRIMARY KEY, c app.long UNIQUE, d VARCHAR UNIQUE);
CREATE DOMAIN address AS varchar(2500);
CREATE TABLE sites (url address PRIMARY KEY, title text, path varchar(1200), query varchar(900), owner address);
--                              ^^^^^^^^^^^ key-too-large
CREATE INDEX ASYNC sites_owner ON sites (title, owner);
--                                       ^^^^^^^^^^^^ key-too-large
CREATE INDEX ASYNC sites_path ON sites (path, lower(query), query);
--                                      ^^^^^^^^^^^^^^^^^^^^^^^^^ key-too-large
CREATE INDEX ASYNC sites_title ON sites (title, lower(owner));
