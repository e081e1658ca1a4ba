ALTER ROLE app SET statement_timeout = 5000;
-- ^^^^^^^^^^ role-setting (at 0)
ALTER USER app IN DATABASE postgres SET lock_timeout TO DEFAULT;
-- ^^^^^^^^^^ role-setting (at 0)
ALTER ROLE ALL SET "app.tenant" FROM CURRENT;
-- ^^^^^^^^^^ role-setting (at 0)
ALTER ROLE app SET role = 'other';
-- ^^^^^^^^^^ role-setting (at 0)
-- Accepted.
ALTER USER app SET search_path = shop;
ALTER ROLE app IN DATABASE postgres SET TimeZone TO DEFAULT;
ALTER ROLE app RESET statement_timeout;
ALTER ROLE app RESET ALL;
