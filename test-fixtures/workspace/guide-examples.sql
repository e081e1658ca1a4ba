-- An order desk as PostgreSQL programs write it. Aurora DSQL refuses most of it;
-- hover a squiggle for the reason, press Ctrl+. for the repair.
SET statement_timeout = '5s'; -- let the driver do this
CREATE EXTENSION IF NOT EXISTS pgcrypto; /* gen_random_uuid() is built in */

CREATE TABLE customers (
  id     bigserial PRIMARY KEY, -- a few hundred a day
  email  varchar(320) COLLATE "C" NOT NULL UNIQUE, /* bytes, not letters */
  spent  money NOT NULL DEFAULT 0
);
CREATE UNLOGGED TABLE orders (
  id           integer GENERATED ALWAYS AS IDENTITY /* no cache yet */ PRIMARY KEY,
  customer_id  bigint NOT NULL, -- the foreign key comes later
  placed_at    timestamptz NOT NULL DEFAULT now()
);
CREATE SEQUENCE invoice_no START WITH 1000; -- printed on paper
ALTER TABLE orders
  ADD CONSTRAINT orders_customer_fk -- every order has a customer
  FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE;
-- newest orders first
CREATE INDEX CONCURRENTLY orders_newest
  ON orders USING btree (customer_id, placed_at /* in UTC */ DESC);

CREATE TEMPORARY TABLE basket (sku varchar(12) PRIMARY KEY, pieces smallint NOT NULL);
TRUNCATE TABLE basket; -- start afresh
ALTER TABLE orders ADD COLUMN status varchar(10) DEFAULT 'new'; /* paid, sent … */
VACUUM ANALYZE orders; -- DSQL does this by itself
