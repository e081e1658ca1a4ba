ALTER TABLE games ALTER score TYPE BIGINT USING score::bigint, ALTER COLUMN name SET DATA TYPE VARCHAR(100);
--                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ alter-column-type
--                                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ alter-column-type
ALTER TABLE games RENAME COLUMN score TO type;
ALTER TABLE games ALTER COLUMN type SET DEFAULT 1;
ALTER SEQUENCE s AS bigint;
