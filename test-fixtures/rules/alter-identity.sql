-- as of 2026-02-12
ALTER TABLE teams ALTER id SET GENERATED ALWAYS, ALTER COLUMN id SET CACHE 1 SET INCREMENT BY 2;
--                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ alter-identity
--                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ alter-identity
ALTER TABLE teams ALTER COLUMN id RESTART;
--                ^^^^^^^^^^^^^^^^^^^^^^^ alter-identity
ALTER TABLE teams ALTER COLUMN id DROP IDENTITY IF EXISTS;
--                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ alter-identity
