CREATE INDEX ASYNC shop.a ON shop.teams (city);
--                 ^^^^^ index-name-with-schema
CREATE UNIQUE INDEX ASYNC IF NOT EXISTS "Shop"."A" ON teams (city);
--                                      ^^^^^^^ index-name-with-schema
  CREATE INDEX shop.a ON teams USING btree (city);
--             ^^^^^ index-name-with-schema
CREATE INDEX CONCURRENTLY db.shop.a ON teams (city);
--                        ^^^^^^^^ index-name-with-schema
-- The table's schema is welcome.
CREATE INDEX ASYNC a ON shop.teams (city);
CREATE INDEX ASYNC ON shop.teams (city);
-- Broken in another way.
CREATE INDEX ASYNC a. ON shop.teams (city);
CREATE INDEX ASYNC a ON shop.teams (city.);
