ALTER TABLE ONLY public.users ADD CONSTRAINT "Users_key" UNIQUE (email, "Name");
--                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ add-unique
ALTER TABLE users ADD UNIQUE NULLS NOT DISTINCT (email) INCLUDE (name), ADD COLUMN x INT;
--                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ add-unique
ALTER TABLE IF EXISTS users * ADD UNIQUE NULLS NOT DISTINCT (email) INCLUDE (name);
--                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ add-unique
ALTER TABLE users ADD CONSTRAINT u UNIQUE USING INDEX i;
CREATE TABLE users (id UUID PRIMARY KEY, email TEXT UNIQUE, UNIQUE (id, email));
