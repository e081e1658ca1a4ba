CREATE INDEX ASYNC i ON t (a DESC, b ASC NULLS FIRST, c, "desc", lower(d) desc NULLS LAST, (e || 'DESC') );
--                           ^^^^ index-sort-order
--                                   ^^^ index-sort-order
--                                                                        ^^^^ index-sort-order
CREATE INDEX ASYNC i ON t (a NULLS FIRST) WHERE b > 1;
SELECT a FROM t ORDER BY a DESC;
