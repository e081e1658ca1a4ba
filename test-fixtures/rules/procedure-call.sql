-- as of 2025-11-25
CALL tidy();
-- ^^^^ procedure-call (at 0)
  CALL app.tidy(30, 'x');
--^^^^ procedure-call
-- Of the system.
CALL sys.wait_for_job('x');
call wait_for_job('x');
