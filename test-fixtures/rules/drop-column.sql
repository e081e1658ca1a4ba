-- as of 2026-08-02
ALTER TABLE games DROP COLUMN score, DROP IF EXISTS "Place" CASCADE;
--                ^^^^^^^^^^^^^^^^^ drop-column
--                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ drop-column
ALTER TABLE games DROP CONSTRAINT score_positive;
