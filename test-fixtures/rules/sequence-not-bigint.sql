CREATE SEQUENCE a AS integer CACHE 1;
--                   ^^^^^^^ sequence-not-bigint
CREATE SEQUENCE b CACHE 65536 AS smallint;
--                               ^^^^^^^^ sequence-not-bigint
CREATE SEQUENCE c AS pg_catalog.int4 CACHE 1;
--                   ^^^^^^^^^^^^^^^ sequence-not-bigint
CREATE SEQUENCE d AS bigint CACHE 1;
CREATE SEQUENCE e AS int8 CACHE 1;
CREATE SEQUENCE integer_no CACHE 1;
