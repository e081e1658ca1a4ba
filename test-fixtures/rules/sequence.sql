-- as of 2026-02-12
CREATE SEQUENCE s CACHE 1;
-- ^^^^^^^^^^^^^^^ sequence (at 0)
ALTER SEQUENCE s RESTART;
-- ^^^^^^^^^^^^^^ sequence (at 0)
DROP SEQUENCE IF EXISTS s;
-- ^^^^^^^^^^^^^ sequence (at 0)
SELECT nextval('s'), pg_catalog.currval('s'), next_value('s');
--     ^^^^^^^ sequence
--                   ^^^^^^^^^^^^^^^^^^ sequence
SELECT 'nextval' AS nextval FROM sequence;
