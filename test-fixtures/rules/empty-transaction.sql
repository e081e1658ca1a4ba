BEGIN;
-- ^^^^^ empty-transaction (at 0)
COMMIT;
BEGIN; /* one */ -- two
-- ^^^^^ empty-transaction (at 0)
ROLLBACK;
START TRANSACTION READ WRITE;
-- ^^^^^ empty-transaction (at 0)
-- nothing
END;
BEGIN;
\i more.sql
COMMIT;
BEGIN;
{% include 'more.sql' %}
COMMIT;
BEGIN;
COMMIT AND CHAIN;
COMMIT;
BEGIN;
SELECT 1;
COMMIT;
BEGIN; SET LOCAL search_path = app; COMMIT;
-- ^^^^^ empty-transaction (at 0)
BEGIN; SET search_path = app; COMMIT;
