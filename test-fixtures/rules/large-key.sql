CREATE TABLE a (url VARCHAR(1024) PRIMARY KEY);
CREATE TABLE a (url VARCHAR(1025) PRIMARY KEY, other VARCHAR(2001) UNIQUE);
--                                ^^^^^^^^^^^ large-key
CREATE TABLE a (b VARCHAR(1000), c UUID, d BIGINT, e BOOLEAN, UNIQUE (b, c, d), PRIMARY KEY (b, c, d, e));
--                                                                              ^^^^^^^^^^^ large-key
CREATE TABLE a (b TEXT PRIMARY KEY, c VARCHAR(2000));
