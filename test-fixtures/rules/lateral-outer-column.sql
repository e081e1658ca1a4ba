SELECT x.pid FROM teams p LEFT JOIN LATERAL (SELECT p.id AS pid FROM games g WHERE g.team = p.id) x ON true;
--                                                  ^^^^ lateral-outer-column
SELECT 1 FROM teams LEFT OUTER JOIN LATERAL (SELECT upper(teams.name), (teams.id)::text) x ON x.upper > 'a';
--                                                        ^^^^^^^^^^ lateral-outer-column
  SELECT (SELECT count(*) FROM a LEFT JOIN LATERAL (SELECT a.id FROM b) x ON true);
--                                                         ^^^^ lateral-outer-column
-- Inner joins, own columns, columns that may be either.
SELECT 1 FROM teams p JOIN LATERAL (SELECT p.id) x ON true;
SELECT 1 FROM teams p CROSS JOIN LATERAL (SELECT p.id) x;
SELECT 1 FROM teams p LEFT JOIN LATERAL (SELECT g.id FROM games g JOIN lines l ON l.game = g.id WHERE g.team = p.id) x ON true;
SELECT 1 FROM teams p LEFT JOIN LATERAL (SELECT (SELECT p.name) FROM games g) x ON true;
SELECT 1 FROM teams p LEFT JOIN LATERAL (SELECT id FROM games) x ON true;
SELECT 1 FROM teams p LEFT JOIN LATERAL (SELECT n FROM generate_series(1, p.size) n) x ON true;
