CREATE INDEX ASYNC IF NOT EXISTS ON teams (city);
--                 ^^^^^^^^^^^^^ index-without-name
CREATE UNIQUE INDEX IF NOT EXISTS ON shop.teams (city, name);
--                  ^^^^^^^^^^^^^ index-without-name
  CREATE INDEX CONCURRENTLY IF NOT EXISTS ON teams (lower(city));
--                          ^^^^^^^^^^^^^ index-without-name
-- Named, or without a condition.
CREATE INDEX ASYNC IF NOT EXISTS a ON teams (city);
CREATE INDEX ASYNC ON teams (city);
