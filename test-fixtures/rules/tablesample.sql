SELECT * FROM games TABLESAMPLE system (1);
--                  ^^^^^^^^^^^ tablesample
SELECT * FROM games AS g TABLESAMPLE bernoulli (10) REPEATABLE (1) JOIN teams ON true;
--                       ^^^^^^^^^^^ tablesample
SELECT tablesample FROM t;
