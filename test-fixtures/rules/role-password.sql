CREATE ROLE app PASSWORD 'secret';
--              ^^^^^^^^^^^^^^^^^ role-password
CREATE ROLE app WITH PASSWORD 'secret';
--                   ^^^^^^^^^^^^^^^^^ role-password
CREATE USER app WITH LOGIN ENCRYPTED PASSWORD 'secret' CREATEDB;
--                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^ role-password
CREATE ROLE app PASSWORD NULL;
--              ^^^^^^^^^^^^^ role-password
CREATE ROLE password_reader WITH LOGIN;
ALTER ROLE app PASSWORD 'secret';
