SELECT * FROM pg_stat_activity;
--            ^^^^^^^^^^^^^^^^ unlisted-catalog
SELECT l.pid FROM pg_catalog.pg_locks l JOIN "pg_stat_activity" a ON a.pid = l.pid;
--                ^^^^^^^^^^^^^^^^^^^ unlisted-catalog
--                                           ^^^^^^^^^^^^^^^^^^ unlisted-catalog
CREATE VIEW v AS SELECT 1 AS one FROM pg_stat_user_tables;
--                                    ^^^^^^^^^^^^^^^^^^^ unlisted-catalog
-- Readable, of another schema, a name that a query gives, a column.
SELECT * FROM pg_class, pg_proc, pg_enum, pg_roles, pg_indexes, app.pg_locks;
WITH pg_locks AS (SELECT 1) SELECT * FROM pg_locks;
SELECT pg_locks, 'pg_stat_activity' FROM t /* pg_locks */;
