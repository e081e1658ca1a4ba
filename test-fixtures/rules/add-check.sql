-- as of 2026-08-02
ALTER TABLE games ADD CONSTRAINT c CHECK (score > 0), ADD COLUMN x INT, ADD CHECK (a > b) NOT VALID;
--                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ add-check
--                                                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^ add-check
CREATE TABLE games (id UUID PRIMARY KEY, CHECK (id IS NOT NULL));
