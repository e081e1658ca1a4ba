SET TRANSACTION READ ONLY;
-- ^^^^^^^^^^^^^^^ set-transaction (at 0)
set local transaction isolation level repeatable read;
-- ^^^^^^^^^^^^^^^^^^^^^ set-transaction (at 0)
SET TRANSACTION SNAPSHOT '1';
-- ^^^^^^^^^^^^^^^ set-transaction (at 0)
SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY;
SET search_path = transaction;
