CREATE POLICY own ON orders USING (owner = current_user);
-- ^^^^^^^^^^^^^ row-policy (at 0)
ALTER POLICY own ON orders TO app;
-- ^^^^^^^^^^^^ row-policy (at 0)
ALTER POLICY own ON orders RENAME TO mine;
-- ^^^^^^^^^^^^ row-policy (at 0)
DROP POLICY IF EXISTS own ON orders;
-- ^^^^^^^^^^^ row-policy (at 0)
SELECT policy FROM policies;
