CREATE TABLE seats (id UUID PRIMARY KEY, "Row" INT, EXCLUDE ("Row" WITH =, id WITH =));
--                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ exclusion-constraint
CREATE TABLE seats (id UUID PRIMARY KEY, days INT, CONSTRAINT free EXCLUDE USING gist (id WITH =, days WITH &&));
--                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ exclusion-constraint
CREATE TABLE seats (id UUID PRIMARY KEY, a INT, EXCLUDE USING btree (a WITH =) WHERE (a > 0));
--                                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ exclusion-constraint
CREATE TABLE seats (id UUID PRIMARY KEY, a INT, EXCLUDE (abs(a) WITH =));
--                                              ^^^^^^^^^^^^^^^^^^^^^^^ exclusion-constraint
ALTER TABLE seats ADD CONSTRAINT free EXCLUDE USING gist (a WITH =), ADD COLUMN b INT;
--                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ exclusion-constraint
CREATE TABLE seats (id UUID PRIMARY KEY, exclude INT UNIQUE);
