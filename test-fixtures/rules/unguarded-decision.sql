BEGIN;
SELECT seats FROM flights WHERE id = 1;
-- ^^^^^^ unguarded-decision (at 0)
INSERT INTO bookings (flight) VALUES (1);
COMMIT;
BEGIN;
SELECT seats FROM flights WHERE id = 1 FOR UPDATE;
INSERT INTO bookings (flight) VALUES (1);
COMMIT;
BEGIN; SELECT 1; INSERT INTO a VALUES (1); COMMIT;
SELECT a FROM b;
INSERT INTO c VALUES (1);
