ALTER TABLE games VALIDATE CONSTRAINT f;
--                ^^^^^^^^^^^^^^^^^^^^^ validate-without-async
alter table if exists only games validate constraint f;
--                               ^^^^^^^^^^^^^^^^^^^^^ validate-without-async
ALTER TABLE games ADD COLUMN x INT, VALIDATE CONSTRAINT f;
--                                  ^^^^^^^^^^^^^^^^^^^^^ validate-without-async
ALTER TABLE ASYNC games VALIDATE CONSTRAINT f;
ALTER DOMAIN d VALIDATE CONSTRAINT f;
