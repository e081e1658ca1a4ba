ALTER ROLE app SET search_path = shop;
-- ^^^^^^^^^^ role-setting (at 0)
ALTER USER app IN DATABASE postgres SET search_path TO DEFAULT;
-- ^^^^^^^^^^ role-setting (at 0)
ALTER ROLE ALL SET search_path FROM CURRENT;
-- ^^^^^^^^^^ role-setting (at 0)
-- Accepted.
ALTER ROLE app RESET search_path;
ALTER ROLE app RESET ALL;
