SELECT lastval();
--     ^^^^^^^ lastval
INSERT INTO lines (order_no) VALUES (pg_catalog.lastval());
--                                   ^^^^^^^^^^^^^^^^^^ lastval
SELECT lastval, app.lastval(), 'lastval()', currval('s') FROM t;
