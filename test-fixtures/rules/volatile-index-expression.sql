CREATE INDEX ASYNC a ON games ((id + random()), to_char(day, 'YYYY'));
--                                   ^^^^^^ volatile-index-expression
--                                              ^^^^^^^ volatile-index-expression
CREATE INDEX ASYNC b ON games (id) WHERE starts_at > now() - interval '1 day';
--                                                   ^^^ volatile-index-expression
CREATE INDEX ASYNC c ON games (id) WHERE day = current_date AND owner = CURRENT_USER;
--                                             ^^^^^^^^^^^^ volatile-index-expression
--                                                                      ^^^^^^^^^^^^ volatile-index-expression
CREATE INDEX ASYNC d ON games (id) WHERE starts_at < pg_catalog.clock_timestamp();
--                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^ volatile-index-expression
-- Immutable, of one's own, or outside of an index.
CREATE INDEX ASYNC e ON games (lower(name), (starts_at AT TIME ZONE 'UTC')) WHERE id > 0;
CREATE INDEX ASYNC f ON games (app.now(), (random));
CREATE INDEX ASYNC g ON games (id) WHERE note <> 'now()';
SELECT now(), current_date;
