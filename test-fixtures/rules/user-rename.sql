-- as of 2026-04-23
ALTER USER app RENAME TO shop;
-- ^^^^^^^^^^ user-rename (at 0)
ALTER GROUP app RENAME TO shop;
-- ^^^^^^^^^^^ user-rename (at 0)
ALTER ROLE app RENAME TO shop;
ALTER TABLE app RENAME TO shop;
