CREATE FOREIGN TABLE IF NOT EXISTS f (id INT) SERVER s;
-- ^^^^^^^^^^^^^^^^^^^^ foreign-data (at 0)
IMPORT FOREIGN SCHEMA public FROM SERVER s INTO app;
-- ^^^^^^^^^^^^^^^^^^^^^ foreign-data (at 0)
CREATE SERVER s FOREIGN DATA WRAPPER w;
-- ^^^^^^^^^^^^^ foreign-data (at 0)
ALTER SERVER s OPTIONS (SET host 'x');
-- ^^^^^^^^^^^^ foreign-data (at 0)
CREATE FOREIGN DATA WRAPPER w;
-- ^^^^^^^^^^^^^^^^^^^^^^^^^^^ foreign-data (at 0)
ALTER FOREIGN DATA WRAPPER w NO HANDLER;
-- ^^^^^^^^^^^^^^^^^^^^^^^^^^ foreign-data (at 0)
CREATE USER MAPPING FOR admin SERVER s;
-- ^^^^^^^^^^^^^^^^^^^ foreign-data (at 0)
ALTER USER MAPPING FOR admin SERVER s OPTIONS (SET user 'x');
-- ^^^^^^^^^^^^^^^^^^ foreign-data (at 0)
-- Foreign keys are no foreign data.
CREATE TABLE t (id UUID PRIMARY KEY, server UUID, FOREIGN KEY (server) REFERENCES servers (id));
