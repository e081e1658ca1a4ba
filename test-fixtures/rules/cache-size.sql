CREATE SEQUENCE s CACHE 20;
--                ^^^^^^^^ cache-size
CREATE SEQUENCE s INCREMENT 2 cache 65535 START 7;
--                            ^^^^^^^^^^^ cache-size
CREATE SEQUENCE s CACHE 1;
CREATE SEQUENCE s CACHE 65536;
ALTER SEQUENCE s CACHE 100;
--               ^^^^^^^^^ cache-size
CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY (CACHE 1_000));
--                                                      ^^^^^^^^^^^ cache-size
CREATE SEQUENCE a CACHE 2;
--                ^^^^^^^ cache-size
CREATE SEQUENCE b INCREMENT 5 CACHE 65535 MINVALUE 1;
--                            ^^^^^^^^^^^ cache-size
CREATE SEQUENCE c CACHE 0;
--                ^^^^^^^ cache-size
CREATE SEQUENCE d CACHE -1;
--                ^^^^^^^^ cache-size
ALTER SEQUENCE e CACHE 20;
--               ^^^^^^^^ cache-size
CREATE TABLE t (
  id BIGINT GENERATED ALWAYS AS IDENTITY (START 5 CACHE 1000) PRIMARY KEY
--                                                ^^^^^^^^^^ cache-size
);
-- One, or large.
CREATE SEQUENCE f CACHE 1;
CREATE SEQUENCE g CACHE 65536;
CREATE SEQUENCE h CACHE 1000000;
ALTER TABLE t ALTER COLUMN c SET CACHE 20;
--                               ^^^^^^^^ cache-size
CREATE SEQUENCE s CACHE - /* c */ 1;
--                ^^^^^^^^^^^^^^^^^ cache-size
