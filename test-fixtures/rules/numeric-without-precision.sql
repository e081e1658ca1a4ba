CREATE TABLE payments (
  id UUID PRIMARY KEY,
  amount NUMERIC,
--       ^^^^^^^ numeric-without-precision
  tax decimal DEFAULT 0,
--    ^^^^^^^ numeric-without-precision
  fee dec NOT NULL,
--    ^^^ numeric-without-precision
  tip "numeric",
--    ^^^^^^^^^ numeric-without-precision
  total pg_catalog.numeric,
--      ^^^^^^^^^^^^^^^^^^ numeric-without-precision
  good NUMERIC(10),
  better DECIMAL(10, 2),
  many NUMERIC[]
);
ALTER TABLE payments ADD COLUMN cut numeric /* why */, ADD COLUMN "numeric" INT;
--                                  ^^^^^^^ numeric-without-precision
SELECT 1::numeric, sum(amount)::decimal FROM payments;
CREATE FUNCTION half(n numeric) RETURNS numeric LANGUAGE sql RETURN n / 2;
