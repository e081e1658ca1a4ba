CREATE DOMAIN price AS numeric(10, 2);
CREATE TABLE customers (id uuid PRIMARY KEY, code text UNIQUE, region int UNIQUE);
CREATE TABLE orders (
  id uuid PRIMARY KEY,
  customer_id bigint REFERENCES customers,
--                   ^^^^^^^^^^^^^^^^^^^^ foreign-key-type
  code varchar(20) REFERENCES customers (code),
  region smallint REFERENCES customers (region),
  unknown mood REFERENCES customers (code),
  other text REFERENCES elsewhere (id)
);
CREATE INDEX ASYNC orders_customer ON orders (customer_id);
CREATE INDEX ASYNC orders_code ON orders (code);
CREATE INDEX ASYNC orders_region ON orders (region);
CREATE INDEX ASYNC orders_unknown ON orders (unknown);
CREATE INDEX ASYNC orders_other ON orders (other);
CREATE TABLE prices (amount price, at timestamptz, PRIMARY KEY (amount, at));
CREATE TABLE bills (
  id uuid PRIMARY KEY,
  amount int,
  at date,
  whole text,
  CONSTRAINT fine FOREIGN KEY (amount, at) REFERENCES prices (amount, at),
  FOREIGN KEY (whole, at) REFERENCES prices
--^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ foreign-key-type
);
CREATE INDEX ASYNC bills_amount ON bills (amount, at);
CREATE INDEX ASYNC bills_whole ON bills (whole, at);
