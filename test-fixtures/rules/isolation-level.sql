BEGIN ISOLATION LEVEL SERIALIZABLE;
--                    ^^^^^^^^^^^^ isolation-level
COMMIT;
START TRANSACTION READ ONLY, ISOLATION LEVEL READ COMMITTED;
--                                           ^^^^^^^^^^^^^^ isolation-level
COMMIT;
begin transaction isolation level read uncommitted;
--                                ^^^^^^^^^^^^^^^^ isolation-level
COMMIT;
BEGIN ISOLATION LEVEL REPEATABLE READ;
COMMIT;
BEGIN READ ONLY;
SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SERIALIZABLE;
