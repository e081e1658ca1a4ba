-- as of 2026-06-07
CREATE TABLE events (id UUID PRIMARY KEY, body JSONB NOT NULL DEFAULT '{}', more JSON, jsonb TEXT);
--                                             ^^^^^ jsonb-column
ALTER TABLE events ADD COLUMN extra jsonb;
--                                  ^^^^^ jsonb-column
CREATE DOMAIN document AS jsonb;
--                        ^^^^^ jsonb-column
SELECT '{}'::jsonb ->> 'a';
