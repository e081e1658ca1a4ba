CREATE TABLE a (
  id UUID PRIMARY KEY DEFERRABLE,
--                    ^^^^^^^^^^ deferrable-constraint
  place INT UNIQUE INITIALLY DEFERRED NOT NULL,
--                 ^^^^^^^^^^^^^^^^^^ deferrable-constraint
  size INT CHECK (size > 0) DEFERRABLE INITIALLY IMMEDIATE,
--                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ deferrable-constraint
  total INT CONSTRAINT "total" UNIQUE DEFERRABLE /* why */ INITIALLY DEFERRED DEFAULT 0,
--                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ deferrable-constraint
  CONSTRAINT "deferrable" UNIQUE (place, size) DEFERRABLE INITIALLY DEFERRED,
--                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ deferrable-constraint
  UNIQUE (place) WITH (fillfactor = 70) DEFERRABLE
--                                      ^^^^^^^^^^ deferrable-constraint
);
ALTER TABLE a ADD CONSTRAINT u UNIQUE USING INDEX i DEFERRABLE;
--                                                  ^^^^^^^^^^ deferrable-constraint
-- Foreign keys may be deferred; the default may be spelled out; a column may have the name.
CREATE TABLE b (
  id UUID PRIMARY KEY NOT DEFERRABLE INITIALLY IMMEDIATE,
  a_id UUID REFERENCES a (id) DEFERRABLE INITIALLY DEFERRED,
  "deferrable" INT UNIQUE,
  FOREIGN KEY (a_id) REFERENCES a (id) DEFERRABLE,
  UNIQUE ("deferrable") NOT DEFERRABLE
);
CREATE SCHEMA app CREATE TABLE c (id INT UNIQUE) CREATE TABLE d (id INT UNIQUE DEFERRABLE);
--                                                                             ^^^^^^^^^^ deferrable-constraint
