CREATE SEQUENCE a AS integer CACHE 1;
--                   ^^^^^^^ sequence-not-bigint
CREATE SEQUENCE b CACHE 65536 AS smallint;
--                               ^^^^^^^^ sequence-not-bigint
CREATE SEQUENCE c AS pg_catalog.int4 CACHE 1;
--                   ^^^^^^^^^^^^^^^ sequence-not-bigint
CREATE SEQUENCE f AS DECIMAL(10,0) CACHE 65536;
--                   ^^^^^^^^^^^^^ sequence-not-bigint
CREATE SEQUENCE g AS text CACHE 1;
--                   ^^^^ sequence-not-bigint
ALTER SEQUENCE a AS integer;
--                  ^^^^^^^ sequence-not-bigint
ALTER SEQUENCE IF EXISTS a INCREMENT 2 AS numeric;
--                                        ^^^^^^^ sequence-not-bigint
ALTER SEQUENCE a AS bigint;
CREATE SEQUENCE h AS counter CACHE 1;
CREATE SEQUENCE d AS bigint CACHE 1;
CREATE SEQUENCE e AS int8 CACHE 1;
CREATE SEQUENCE integer_no CACHE 1;
