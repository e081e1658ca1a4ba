CREATE INDEX ASYNC a ON teams (city) INCLUDE (lower(name));
--                                            ^^^^^^^^^^^ index-include-expression
CREATE INDEX ASYNC b ON teams (city) INCLUDE (name, (points + 1), (lower(name))) WHERE points > 0;
--                                                  ^^^^^^^^^^^^ index-include-expression
--                                                                ^^^^^^^^^^^^^ index-include-expression
CREATE INDEX ASYNC c ON teams (lower(city)) INCLUDE (name);
CREATE INDEX ASYNC d ON teams ((include));
