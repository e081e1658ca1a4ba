CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
--                          ^^^^^^^ trigger-function
CREATE OR REPLACE FUNCTION f() RETURNS pg_catalog.event_trigger AS 'BEGIN END' LANGUAGE 'plpgsql';
--                                     ^^^^^^^^^^^^^^^^^^^^^^^^ trigger-function
CREATE FUNCTION f() RETURNS TRIGGER LANGUAGE c AS 'x';
CREATE FUNCTION trigger() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$;
