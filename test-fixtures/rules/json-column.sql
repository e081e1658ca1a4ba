-- as of 2026-05-03
CREATE TABLE events (id UUID PRIMARY KEY, body JSON NOT NULL, more "json", other JSONB, json TEXT);
--                                             ^^^^ json-column
--                                                                 ^^^^^^ json-column
ALTER TABLE events ADD COLUMN extra json;
--                                  ^^^^ json-column
SELECT '{}'::json;
