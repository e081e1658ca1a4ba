SELECT * FROM teams WHERE id = 1 FOR SHARE;
--                               ^^^^^^^^^ row-lock-strength
SELECT * FROM teams FOR NO KEY UPDATE SKIP LOCKED;
--                  ^^^^^^^^^^^^^^^^^ row-lock-strength
SELECT * FROM teams JOIN games ON true FOR UPDATE OF teams FOR SHARE OF games;
--                                                         ^^^^^^^^^ row-lock-strength
WITH x AS (SELECT * FROM teams FOR SHARE) SELECT * FROM x FOR SHARE;
--                             ^^^^^^^^^ row-lock-strength
SELECT substring(share FOR share) FROM teams FOR /* me */ SHARE;
--                                           ^^^^^^^^^^^^^^^^^^ row-lock-strength
(SELECT 1 FROM teams) FOR SHARE;
--                    ^^^^^^^^^ row-lock-strength
SELECT * FROM (SELECT * FROM teams) AS t FOR SHARE;
--                                       ^^^^^^^^^ row-lock-strength
SELECT * FROM generate_series(1, 3) AS n CROSS JOIN teams FOR SHARE;
--                                                        ^^^^^^^^^ row-lock-strength
SELECT * FROM generate_series(1, 3) AS n CROSS JOIN (SELECT * FROM teams) t FOR SHARE OF t;
--                                                                          ^^^^^^^^^ row-lock-strength
WITH x AS (SELECT 1) SELECT * FROM app.x FOR SHARE;
--                                       ^^^^^^^^^ row-lock-strength
-- Supported, or no lock at all.
SELECT * FROM teams FOR UPDATE;
SELECT * FROM teams FOR KEY SHARE;
SELECT substring(a FOR share), 'FOR SHARE' FROM teams FOR UPDATE;
-- There is no table to lock.
SELECT 1 FOR SHARE;
SELECT 1 FOR NO KEY UPDATE;
SELECT * FROM generate_series(1, 3) FOR SHARE;
SELECT * FROM (VALUES (1)) AS v JOIN (SELECT 1) AS w ON true FOR SHARE;
SELECT * FROM teams, (SELECT 1) AS one FOR SHARE OF one;
WITH x AS (SELECT 1 AS one) SELECT * FROM x FOR SHARE;
