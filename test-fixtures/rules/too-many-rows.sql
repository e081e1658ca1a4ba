INSERT INTO a SELECT generate_series(1, 3000);
INSERT INTO a SELECT generate_series(1, 3001);
-- ^^^^^^ too-many-rows (at 0)
INSERT INTO a SELECT g, 'x' FROM generate_series(0, 100000, 10) AS g;
-- ^^^^^^ too-many-rows (at 0)
INSERT INTO a SELECT g FROM generate_series(1, 5000) g WHERE g > 10;
INSERT INTO a SELECT g FROM generate_series(1, n) g;
BEGIN;
INSERT INTO a SELECT generate_series(1, 2000);
INSERT INTO a SELECT generate_series(1, 1000);
INSERT INTO a VALUES (1);
-- ^^^^^^ too-many-rows (at 0)
INSERT INTO a VALUES (2);
COMMIT;
BEGIN;
INSERT INTO a SELECT generate_series(1, 2000);
COMMIT;
INSERT INTO a SELECT generate_series(1, 2000);
