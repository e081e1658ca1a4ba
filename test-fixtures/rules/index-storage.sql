CREATE INDEX ASYNC a ON games (day) WITH (fillfactor = 70);
--                                  ^^^^^^^^^^^^^^^^^^^^^^ index-storage
CREATE INDEX ASYNC b ON games (day) INCLUDE (note) WITH (fillfactor = 70, deduplicate_items) TABLESPACE fast WHERE team > 0;
--                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ index-storage
--                                                                                           ^^^^^^^^^^^^^^^ index-storage
CREATE INDEX ASYNC c ON games (day) TABLESPACE fast;
--                                  ^^^^^^^^^^^^^^^ index-storage
-- Names of columns, and what lies in parentheses.
CREATE INDEX ASYNC d ON games (tablespace) WHERE ("with" > 0);
