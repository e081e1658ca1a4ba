-- as of 2026-08-24
SELECT * FROM teams WHERE id = 1 FOR KEY SHARE;
--                               ^^^^^^^^^^^^^ key-share-lock
SELECT * FROM (SELECT id FROM teams WHERE id = 1 FOR KEY SHARE OF teams) x;
--                                               ^^^^^^^^^^^^^ key-share-lock
SELECT * FROM teams WHERE id = 1 FOR UPDATE;
SELECT 'FOR KEY SHARE';
