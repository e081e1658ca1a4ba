SAVEPOINT a;
-- ^^^^^^^^^ savepoint (at 0)
RELEASE SAVEPOINT a;
-- ^^^^^^^ savepoint (at 0)
RELEASE a;
-- ^^^^^^^ savepoint (at 0)
ROLLBACK TO SAVEPOINT a;
-- ^^^^^^^^^^^ savepoint (at 0)
ROLLBACK WORK TO a;
-- ^^^^^^^^^^^^^^^^ savepoint (at 0)
ROLLBACK;
SELECT savepoint FROM t;
