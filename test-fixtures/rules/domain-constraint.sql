ALTER DOMAIN app.price ADD CONSTRAINT positive CHECK (VALUE > 0) NOT VALID;
--                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ domain-constraint
ALTER DOMAIN price ADD CHECK (VALUE > 0);
--                 ^^^^^^^^^^^^^^^^^^^^^ domain-constraint
ALTER DOMAIN price SET NOT NULL;
--                 ^^^^^^^^^^^^ domain-constraint
ALTER DOMAIN price SET DEFAULT 0;
ALTER DOMAIN price DROP DEFAULT;
ALTER DOMAIN price DROP NOT NULL;
ALTER DOMAIN price DROP CONSTRAINT IF EXISTS positive;
ALTER DOMAIN price RENAME CONSTRAINT a TO b;
ALTER DOMAIN price RENAME TO cost;
ALTER DOMAIN price OWNER TO admin;
ALTER DOMAIN price SET SCHEMA app;
CREATE DOMAIN price AS INT NOT NULL CONSTRAINT positive CHECK (VALUE > 0);
