INSERT INTO t SELECT generate_series(1, 3001) ON CONFLICT DO NOTHING;
-- ^^^^^^ rows-on-conflict (at 0)
INSERT INTO t SELECT generate_series(1, 3000) ON CONFLICT DO NOTHING;
INSERT INTO t SELECT g FROM generate_series(1, 9000) g ON CONFLICT (id) WHERE a > 0 DO UPDATE SET a = 1 WHERE t.a = 2;
-- ^^^^^^ rows-on-conflict (at 0)
INSERT INTO t SELECT g FROM generate_series(1, 2000) g ON CONFLICT (id) DO UPDATE SET a = 1;
INSERT INTO t VALUES (1), (2) ON CONFLICT DO NOTHING;
WITH q AS (SELECT 1) INSERT INTO t SELECT generate_series(1, 3001) FROM q ON CONFLICT DO NOTHING;
BEGIN;
INSERT INTO t SELECT generate_series(1, 3001) ON CONFLICT DO NOTHING RETURNING id;
-- ^^^^^^ rows-on-conflict (at 0)
COMMIT;
