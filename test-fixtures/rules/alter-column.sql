-- as of 2026-07-05
ALTER TABLE games ALTER a SET DEFAULT 1, ALTER COLUMN b DROP DEFAULT, ALTER c DROP NOT NULL;
--                ^^^^^^^^^^^^^^^^^^^^^ alter-column
--                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^ alter-column
--                                                                    ^^^^^^^^^^^^^^^^^^^^^ alter-column
ALTER TABLE games ALTER d DROP EXPRESSION IF EXISTS;
--                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ alter-column
ALTER TABLE games ALTER e ADD GENERATED ALWAYS AS IDENTITY (CACHE 1);
--                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ alter-column
ALTER TABLE games ALTER e RESTART;
ALTER VIEW v ALTER COLUMN a SET DEFAULT 1;
ALTER DOMAIN d SET DEFAULT 1;
