-- as of 2026-08-02
ALTER TABLE games VALIDATE CONSTRAINT f;
--                ^^^^^^^^^^^^^^^^^^^^^ validate-constraint
ALTER TABLE ASYNC games VALIDATE CONSTRAINT f;
--                      ^^^^^^^^^^^^^^^^^^^^^ validate-constraint
