CREATE TABLE orders (
  id serial PRIMARY KEY, -- the key
--   ^^^^^^ serial-type
  n BigSerial NOT NULL, m smallserial, s2 SERIAL2, s4 serial4, s8 serial8,
--  ^^^^^^^^^ serial-type
--                        ^^^^^^^^^^^ serial-type
--                                        ^^^^^^^ serial-type
--                                                    ^^^^^^^ serial-type
--                                                                ^^^^^^^ serial-type
  "quoted" "serial",
--         ^^^^^^^^ serial-type
  serial_number varchar(10) DEFAULT 'serial',
  "serial" text
);
ALTER TABLE orders ADD COLUMN extra serial;
--                                  ^^^^^^ serial-type
CREATE TABLE shop.t (id my.serial); -- another schema's type
SELECT 'id serial'; /* serial */
INSERT INTO serial (serial) VALUES (1);
