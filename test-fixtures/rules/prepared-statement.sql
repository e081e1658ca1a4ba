PREPARE by_id (int) AS SELECT $1;
-- ^^^^^^^ prepared-statement (at 0)
EXECUTE by_id (1);
-- ^^^^^^^ prepared-statement (at 0)
DEALLOCATE by_id;
-- ^^^^^^^^^^ prepared-statement (at 0)
  DEALLOCATE PREPARE by_id;
--^^^^^^^^^^ prepared-statement
EXPLAIN EXECUTE by_id (1);
--      ^^^^^^^ prepared-statement
-- Accepted.
DEALLOCATE ALL;
DEALLOCATE PREPARE ALL;
-- Found by another rule.
PREPARE TRANSACTION 'move';
