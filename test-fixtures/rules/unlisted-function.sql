SELECT pg_notify('a', 'b'), pg_total_relation_size('t'), pg_table_size($1);
--     ^^^^^^^^^ unlisted-function
--                          ^^^^^^^^^^^^^^^^^^^^^^ unlisted-function
--                                                       ^^^^^^^^^^^^^ unlisted-function
SELECT pg_catalog.pg_terminate_backend(pid) FROM sessions;
--     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unlisted-function
SELECT lo_import('/a'), lo_unlink(1);
--     ^^^^^^^^^ unlisted-function
--                      ^^^^^^^^^ unlisted-function
-- Seen to work, or somebody's own.
SELECT set_config('search_path', 'a', false), pg_relation_size('t'), app.lo_open(1, 2), pg_notify FROM t;
CREATE FUNCTION lo_get(oid) RETURNS text LANGUAGE sql AS 'SELECT 1';
SELECT lo_get(1);
