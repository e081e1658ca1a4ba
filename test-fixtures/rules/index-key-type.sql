CREATE DOMAIN blob AS bytea;
CREATE TABLE a (id int PRIMARY KEY, doc jsonb, raw blob, took interval, at time with time zone, t time, n text);
CREATE INDEX ASYNC ON a (n, doc, took NULLS FIRST);
--                          ^^^ index-key-type
--                               ^^^^^^^^^^^^^^^^ index-key-type
CREATE INDEX ASYNC ON a (raw, at, t);
--                       ^^^ index-key-type
--                            ^^ index-key-type
CREATE INDEX ASYNC ON a ((doc->>'k'));
CREATE INDEX ASYNC ON a (n) INCLUDE (doc);
CREATE INDEX ASYNC ON elsewhere (doc);
ALTER TABLE a RENAME COLUMN doc TO document;
CREATE INDEX ASYNC ON public.a (document);
--                              ^^^^^^^^ index-key-type
