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
