ALTER TABLE games ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--                ^^^^^^^^^^^^^^^^^^^^^^^^^ row-security
--                                           ^^^^^^^^^^^^^^^^^^^^^^^^ row-security
ALTER TABLE games DISABLE ROW LEVEL SECURITY;
--                ^^^^^^^^^^^^^^^^^^^^^^^^^^ row-security
ALTER TABLE games NO FORCE ROW LEVEL SECURITY, ADD COLUMN x INT;
--                ^^^^^^^^^^^^^^^^^^^^^^^^^^^ row-security
ALTER TABLE games ENABLE TRIGGER ALL;
