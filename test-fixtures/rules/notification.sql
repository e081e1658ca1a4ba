LISTEN orders;
-- ^^^^^^ notification (at 0)
NOTIFY orders, 'new';
-- ^^^^^^ notification (at 0)
UNLISTEN *;
-- ^^^^^^^^ notification (at 0)
SELECT listen, notify FROM t;
