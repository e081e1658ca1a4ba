SET default_transaction_isolation = 'repeatable read';
--  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ default-transaction-mode
SET default_transaction_isolation TO serializable;
--  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ default-transaction-mode
SET default_transaction_read_only = on;
--  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ default-transaction-mode
SET LOCAL default_transaction_read_only = on;
--        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ default-transaction-mode
SET SESSION default_transaction_deferrable TO DEFAULT;
--          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ default-transaction-mode
RESET default_transaction_read_only;
--    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ default-transaction-mode
-- Accepted, or found by another rule.
SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY;
SHOW default_transaction_isolation;
SET transaction_read_only = on;
