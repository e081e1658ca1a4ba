UPDATE users SET active = true;
-- ^^^^^^ unbounded-change (at 0)
  DELETE FROM shop.users RETURNING id;
--^^^^^^ unbounded-change
DELETE FROM users USING teams;
-- ^^^^^^ unbounded-change (at 0)
WITH gone AS (DELETE FROM "Users" RETURNING *) UPDATE teams SET size = 0 FROM gone;
--            ^^^^^^ unbounded-change
--                                             ^^^^^^ unbounded-change
-- Bounded.
UPDATE users SET active = true WHERE id = 1;
DELETE FROM users WHERE id IN (SELECT id FROM users LIMIT 500);
INSERT INTO users VALUES (1) ON CONFLICT (id) DO UPDATE SET active = true;
