SELECT ctid, id FROM games;
--     ^^^^ row-address
DELETE FROM games WHERE ctid IN (SELECT g.ctid FROM games g LIMIT 10);
--                      ^^^^ row-address
--                                      ^^^^^^ row-address
UPDATE games SET a = 1 FROM other WHERE games."ctid" = other.ctid;
--                                      ^^^^^^^^^^^^ row-address
--                                                     ^^^^^^^^^^ row-address
CREATE VIEW v AS SELECT app.games.ctid FROM app.games;
--                      ^^^^^^^^^^^^^^ row-address
-- A name that a query gives, a string, a comment.
SELECT x.ctid FROM (SELECT id AS ctid FROM games) x;
WITH x (ctid) AS (SELECT 1) SELECT ctid FROM x;
SELECT ctid FROM (VALUES (1)) AS x (ctid);
SELECT 'ctid', "CTID", ctid.id FROM games ctid /* ctid */;
SELECT ctid() FROM games;
