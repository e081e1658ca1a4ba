CREATE TABLE a (id UUID PRIMARY KEY, b NUMERIC(1000, 1000), c NUMERIC(1001), d DECIMAL(5, 1001), e NUMERIC(5, -1000), f numeric(5, -1001), g NUMERIC(0));
--                                                            ^^^^^^^^^^^^^ numeric-precision
--                                                                             ^^^^^^^^^^^^^^^^ numeric-precision
--                                                                                                                      ^^^^^^^^^^^^^^^^^ numeric-precision
--                                                                                                                                           ^^^^^^^^^^ numeric-precision
ALTER TABLE a ADD COLUMN h numeric(2000, 2);
--                         ^^^^^^^^^^^^^^^^ numeric-precision
CREATE DOMAIN big AS NUMERIC(1001, 2);
--                   ^^^^^^^^^^^^^^^^ numeric-precision
SELECT 1::numeric(1001);
