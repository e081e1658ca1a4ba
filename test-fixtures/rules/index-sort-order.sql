CREATE INDEX ASYNC i ON t (a DESC, b ASC NULLS FIRST, c, "desc", lower(d) desc NULLS LAST, (e || 'DESC') );
--                           ^^^^ index-sort-order
--                                   ^^^ index-sort-order
--                                                                        ^^^^ index-sort-order
CREATE INDEX ASYNC i ON t (a NULLS FIRST) WHERE b > 1;
SELECT a FROM t ORDER BY a DESC;
CREATE INDEX ASYNC a ON games (day DESC);
--                                 ^^^^ index-sort-order
CREATE INDEX ASYNC b ON games (team ASC, day /* newest first */ DESC NULLS LAST, lower(note) DESC);
--                                  ^^^ index-sort-order
--                                                              ^^^^ index-sort-order
--                                                                                           ^^^^ index-sort-order
CREATE INDEX ASYNC c ON games (
  team,
  day DESC
--    ^^^^ index-sort-order
);
-- A name is no keyword; a query may sort as it likes.
CREATE INDEX ASYNC d ON games ("desc", asc_order NULLS FIRST);
SELECT day FROM games ORDER BY day DESC;
