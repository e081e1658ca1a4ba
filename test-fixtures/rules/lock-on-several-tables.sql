-- as of 2026-08-23
SELECT * FROM orders o JOIN lines l ON l.order_id = o.id WHERE o.id = 1 FOR UPDATE;
--                                                                      ^^^^^^^^^^ lock-on-several-tables
SELECT * FROM orders, lines WHERE orders.id = 1 FOR UPDATE NOWAIT;
--                                              ^^^^^^^^^^ lock-on-several-tables
WITH x AS (SELECT * FROM a, b FOR UPDATE) SELECT * FROM x;
--                            ^^^^^^^^^^ lock-on-several-tables
-- One table, or one that is named.
SELECT * FROM orders WHERE id = 1 FOR UPDATE;
SELECT * FROM orders o JOIN lines l ON l.order_id = o.id FOR UPDATE OF o;
SELECT * FROM orders, lines;
