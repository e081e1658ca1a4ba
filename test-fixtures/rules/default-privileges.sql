-- as of 2026-04-23
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO app;
-- ^^^^^^^^^^^^^^^^^^^^^^^^ default-privileges (at 0)
ALTER DEFAULT PRIVILEGES FOR ROLE admin IN SCHEMA shop REVOKE ALL ON FUNCTIONS FROM PUBLIC;
-- ^^^^^^^^^^^^^^^^^^^^^^^^ default-privileges (at 0)
GRANT SELECT ON ALL TABLES IN SCHEMA shop TO app;
