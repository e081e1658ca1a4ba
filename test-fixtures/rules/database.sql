CREATE DATABASE a;
-- ^^^^^^^^^^^^^^^ database (at 0)
ALTER DATABASE a RENAME TO b;
-- ^^^^^^^^^^^^^^ database (at 0)
ALTER DATABASE a SET timezone = 'UTC';
-- ^^^^^^^^^^^^^^ database (at 0)
ALTER DATABASE a OWNER TO b;
-- ^^^^^^^^^^^^^^ database (at 0)
ALTER DATABASE a CONNECTION LIMIT 5;
-- ^^^^^^^^^^^^^^ database (at 0)
DROP DATABASE IF EXISTS a;
-- ^^^^^^^^^^^^^ database (at 0)
GRANT CONNECT, TEMPORARY ON DATABASE postgres TO app;
--                       ^^^^^^^^^^^ database
REVOKE ALL ON DATABASE postgres FROM PUBLIC;
--         ^^^^^^^^^^^ database
GRANT ALL ON SCHEMA database TO app;
