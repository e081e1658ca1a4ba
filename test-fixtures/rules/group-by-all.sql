SELECT team, count(*) FROM games GROUP BY ALL;
--                               ^^^^^^^^^^^^ group-by-all
SELECT team FROM games GROUP BY ALL HAVING count(*) > 1 ORDER BY team;
--                     ^^^^^^^^^^^^ group-by-all
SELECT * FROM (SELECT team, sum(points) FROM games GROUP BY ALL) x;
--                                                 ^^^^^^^^^^^^ group-by-all
SELECT team FROM games
GROUP BY ALL -- of them
-- ^^^^^^^^^^^^ group-by-all (at 0)
;
-- PostgreSQL reads ALL as the opposite of DISTINCT.
SELECT team, day FROM games GROUP BY ALL team, day;
SELECT "all" FROM games GROUP BY "all";
SELECT 'GROUP BY ALL' FORM games;
