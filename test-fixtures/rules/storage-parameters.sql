CREATE TABLE games (id UUID PRIMARY KEY WITH (fillfactor = 70), name TEXT, UNIQUE (name) WITH (fillfactor = 70))
--                                      ^^^^^^^^^^^^^^^^^^^^^^ storage-parameters
--                                                                                       ^^^^^^^^^^^^^^^^^^^^^^ storage-parameters
WITH (autovacuum_enabled = false, toast.autovacuum_enabled = false);
-- ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ storage-parameters (at 0)
ALTER TABLE games SET (fillfactor = 70), ADD COLUMN x INT;
--                ^^^^^^^^^^^^^^^^^^^^^ storage-parameters
ALTER TABLE games RESET (fillfactor);
--                ^^^^^^^^^^^^^^^^^^ storage-parameters
ALTER TABLE games ALTER COLUMN name SET (n_distinct = 100), ALTER name RESET (n_distinct);
--                                  ^^^^^^^^^^^^^^^^^^^^^^ storage-parameters
--                                                                     ^^^^^^^^^^^^^^^^^^ storage-parameters
CREATE SCHEMA app CREATE TABLE a (id INT) CREATE TABLE b (id INT) WITH (fillfactor = 70);
--                                                                ^^^^^^^^^^^^^^^^^^^^^^ storage-parameters
CREATE TABLE a_1 PARTITION OF a FOR VALUES IN (1, 4) WITH (fillfactor = 70);
--                                                   ^^^^^^^^^^^^^^^^^^^^^^ storage-parameters
-- Not the table's: an identity's options, a view's, WITH of a query or of a partition's values, time zones.
CREATE TABLE ids (id BIGINT GENERATED ALWAYS AS IDENTITY (START WITH 5 CACHE 1), at TIMESTAMP WITH TIME ZONE);
ALTER VIEW v SET (security_barrier = true);
WITH x AS (SELECT 1) SELECT * FROM x;
CREATE TABLE a_2 PARTITION OF a FOR VALUES WITH (MODULUS 3, REMAINDER 1);
