CREATE INDEX ASYNC a ON teams (name text_pattern_ops);
--                                  ^^^^^^^^^^^^^^^^ index-operator-class
CREATE INDEX ASYNC b ON teams (lower(name) varchar_pattern_ops, (a || b) extensions.gin_trgm_ops NULLS LAST);
--                                         ^^^^^^^^^^^^^^^^^^^ index-operator-class
--                                                                       ^^^^^^^^^^^^^^^^^^^^^^^ index-operator-class
CREATE INDEX ASYNC c ON teams (name gin_trgm_ops (siglen = 32) DESC);
--                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^ index-operator-class
-- Names of columns and functions.
CREATE INDEX ASYNC d ON teams (text_pattern_ops, lower(name), (a + b) NULLS FIRST);
