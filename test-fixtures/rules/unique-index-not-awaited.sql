CREATE UNIQUE INDEX ASYNC u ON t (a);
ALTER TABLE t ADD CONSTRAINT k UNIQUE USING INDEX u;
--            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unique-index-not-awaited
CREATE UNIQUE INDEX ASYNC v ON t (a);
CALL sys.wait_for_job('abc');
ALTER TABLE t ADD CONSTRAINT k UNIQUE USING INDEX v;
ALTER TABLE t ADD UNIQUE USING INDEX elsewhere;
