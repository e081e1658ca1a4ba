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
-- By the types of the columns.
CREATE DOMAIN moment AS timestamptz;
CREATE TABLE games (
  id uuid PRIMARY KEY,
  name text,
  score int,
  day date,
  starts_at timestamptz,
  ends_at moment,
  local_time timestamp,
  facts jsonb,
  tags text[]
);
CREATE INDEX ASYNC h ON games (date_trunc('day', starts_at), (starts_at::date), (ends_at::text));
--                             ^^^^^^^^^^ volatile-index-expression
--                                                            ^^^^^^^^^^^^^^^ volatile-index-expression
--                                                                               ^^^^^^^^^^^^^ volatile-index-expression
CREATE INDEX ASYNC i ON games (date_trunc('day', local_time), (local_time::date), ((starts_at AT TIME ZONE 'UTC')::date));
CREATE INDEX ASYNC j ON games ((name || score), (name || day), (extract(year FROM starts_at)), (extract(year FROM day)));
--                                               ^^^^^^^^^^^ volatile-index-expression
--                                                              ^^^^^^^ volatile-index-expression
CREATE INDEX ASYNC k ON games (id) WHERE starts_at > '2026-01-01' AND starts_at > day AND day > '2026-01-01'::timestamptz;
--                                                                    ^^^^^^^^^^^^^^^ volatile-index-expression
--                                                                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ volatile-index-expression
CREATE INDEX ASYNC l ON games (((facts ->> 'at')::timestamptz), ((facts ->> 'n')::int), (tags::text));
--                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ volatile-index-expression
--                                                                                       ^^^^^^^^^^ volatile-index-expression
CREATE INDEX ASYNC m ON games (age(local_time), age(local_time, local_time), to_timestamp(name, 'YYYY'), to_timestamp(score));
--                             ^^^ volatile-index-expression
--                                                                           ^^^^^^^^^^^^ volatile-index-expression
CREATE INDEX ASYNC n ON games (lower(starts_at), (missing + now())) WHERE false AND starts_at > now();
ALTER TABLE games ALTER COLUMN starts_at TYPE timestamp;
CREATE INDEX ASYNC o ON games (date_trunc('day', starts_at));
DROP TABLE games;
CREATE INDEX ASYNC p ON games (date_trunc('day', starts_at));
-- By what the file says of its own functions. Of one in SQL PostgreSQL asks what it does, whatever it says.
CREATE TABLE scores (id uuid PRIMARY KEY, score int, name text, label varchar(9));
CREATE FUNCTION drawn(n int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN n; END $$;
CREATE FUNCTION fixed(n int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN RETURN n; END $$;
CREATE FUNCTION app.fixed(n int) RETURNS int LANGUAGE plpgsql STABLE AS $$ BEGIN RETURN n; END $$;
CREATE FUNCTION fixed(n text) RETURNS int LANGUAGE plpgsql STABLE AS $$ BEGIN RETURN 1; END $$;
CREATE FUNCTION plain(n int) RETURNS int LANGUAGE sql AS 'SELECT n';
CREATE INDEX ASYNC q ON scores (drawn(score), fixed(score), app.fixed(score), fixed(name), plain(score));
--                              ^^^^^ volatile-index-expression
--                                                          ^^^^^^^^^ volatile-index-expression
--                                                                            ^^^^^ volatile-index-expression
CREATE INDEX ASYNC r ON scores (unknown_one(score)) WHERE drawn(score) > 0 AND fixed(id) > 0;
--                                                        ^^^^^ volatile-index-expression
CREATE OR REPLACE FUNCTION drawn(n int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN RETURN n; END $$;
CREATE INDEX ASYNC s ON scores (drawn(score), fixed(label));
