ALTER ROLE app WITH PASSWORD 'secret';
-- ^^^^^^^^^^ role-options (at 0)
ALTER USER app NOSUPERUSER CREATEDB;
-- ^^^^^^^^^^ role-options (at 0)
  ALTER ROLE app VALID UNTIL 'infinity';
--^^^^^^^^^^ role-options
-- Members are no options.
ALTER GROUP team ADD USER app;
ALTER ROLE app RENAME TO shop;
CREATE ROLE app LOGIN;
