SELECT pg_advisory_lock(1), pg_catalog.pg_try_advisory_lock(1, 2);
--     ^^^^^^^^^^^^^^^^ advisory-lock
--                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ advisory-lock
SELECT 1 FROM jobs WHERE pg_try_advisory_xact_lock_shared(id);
--                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ advisory-lock
SELECT pg_advisory_unlock_all();
--     ^^^^^^^^^^^^^^^^^^^^^^ advisory-lock
-- Neither a column, nor a text, nor a function of one's own.
SELECT pg_advisory_lock, 'pg_advisory_lock(1)' FROM t;
SELECT app.pg_advisory_lock(1);
