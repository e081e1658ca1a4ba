CREATE INDEX ASYNC a ON teams (name COLLATE "C");
--                                  ^^^^^^^^^^^ index-collation
CREATE INDEX ASYNC b ON teams (city, lower(name) COLLATE pg_catalog."de_DE" NULLS FIRST);
--                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^ index-collation
CREATE INDEX ASYNC c ON teams ((name || city) COLLATE "POSIX" text_ops DESC);
--                                            ^^^^^^^^^^^^^^^ index-collation
-- A collation inside an expression is not the key's.
CREATE INDEX ASYNC d ON teams ((name COLLATE "C"));
CREATE INDEX ASYNC e ON teams ("collate");
