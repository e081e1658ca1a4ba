-- as of 2026-04-19
ALTER TABLE users ADD CONSTRAINT u UNIQUE USING INDEX i, ADD COLUMN x INT;
--                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unique-using-index
ALTER TABLE users ADD CONSTRAINT u UNIQUE (a);
