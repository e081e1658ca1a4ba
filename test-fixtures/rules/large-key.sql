CREATE TABLE a (url VARCHAR(1024) PRIMARY KEY);
CREATE TABLE a (url VARCHAR(1025) PRIMARY KEY, other VARCHAR(2001) UNIQUE);
--                                ^^^^^^^^^^^ large-key
CREATE TABLE a (b VARCHAR(1000), c UUID, d BIGINT, e BOOLEAN, UNIQUE (b, c, d), PRIMARY KEY (b, c, d, e));
--                                                                              ^^^^^^^^^^^ large-key
CREATE TABLE a (b TEXT PRIMARY KEY, c VARCHAR(2000));
CREATE DOMAIN address AS varchar(1500);
CREATE TABLE sites (url address PRIMARY KEY, title text, path varchar(1000), port varchar(5));
--                              ^^^^^^^^^^^ large-key
CREATE INDEX ASYNC sites_url ON sites (title, url);
--                                     ^^^^^^^^^^ large-key
CREATE INDEX ASYNC sites_path ON sites (path, port);
