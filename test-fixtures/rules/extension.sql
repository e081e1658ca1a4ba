CREATE EXTENSION IF NOT EXISTS "uuid-ossp" WITH SCHEMA public;
-- ^^^^^^^^^^^^^^^^ extension (at 0)
create extension postgis;
-- ^^^^^^^^^^^^^^^^ extension (at 0)
ALTER EXTENSION postgis UPDATE;
-- ^^^^^^^^^^^^^^^ extension (at 0)
DROP EXTENSION IF EXISTS pgcrypto CASCADE;
-- ^^^^^^^^^^^^^^ extension (at 0)
COMMENT ON EXTENSION pgcrypto IS 'x';
