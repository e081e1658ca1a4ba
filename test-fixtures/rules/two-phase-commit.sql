PREPARE TRANSACTION 'move';
-- ^^^^^^^^^^^^^^^^^^^ two-phase-commit (at 0)
COMMIT PREPARED 'move';
-- ^^^^^^^^^^^^^^^ two-phase-commit (at 0)
ROLLBACK PREPARED 'move';
-- ^^^^^^^^^^^^^^^^^ two-phase-commit (at 0)
COMMIT;
PREPARE transaction_of AS SELECT 1;
