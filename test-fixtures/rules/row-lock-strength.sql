SELECT * FROM teams WHERE id = 1 FOR SHARE;
--                               ^^^^^^^^^ row-lock-strength
SELECT * FROM teams FOR NO KEY UPDATE SKIP LOCKED;
--                  ^^^^^^^^^^^^^^^^^ row-lock-strength
SELECT * FROM teams JOIN games ON true FOR UPDATE OF teams FOR SHARE OF games;
--                                                         ^^^^^^^^^ row-lock-strength
WITH x AS (SELECT * FROM teams FOR SHARE) SELECT * FROM x FOR SHARE;
--                             ^^^^^^^^^ row-lock-strength
--                                                        ^^^^^^^^^ row-lock-strength
SELECT substring(share FOR share) FROM teams FOR /* me */ SHARE;
--                                           ^^^^^^^^^^^^^^^^^^ row-lock-strength
(SELECT 1 FROM teams) FOR SHARE;
--                    ^^^^^^^^^ row-lock-strength
-- Supported, or no lock at all.
SELECT * FROM teams FOR UPDATE;
SELECT * FROM teams FOR KEY SHARE;
SELECT substring(a FOR share), 'FOR SHARE' FROM teams FOR UPDATE;
