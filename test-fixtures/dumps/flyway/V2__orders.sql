-- V2: orders, invoices and the first rows.
-- 🚧 Flyway wraps this whole file in one transaction.

CREATE SEQUENCE parcel.invoice_no AS integer -- fits for years
    START 2025001 /* year, then number */ INCREMENT BY 1
    NO CYCLE;

CREATE UNLOGGED TABLE parcel.import_lines (
    line  serial, -- order of arrival
    raw   text /* one CSV line; may hold 'quotes' and -- dashes */
);

CREATE TABLE parcel.orders (
    id          bigserial, -- half of the key
    customer_id bigint NOT NULL,
    number      integer NOT NULL DEFAULT nextval('parcel.invoice_no'::regclass), -- gaps are fine
    lines       jsonb[] NOT NULL DEFAULT '{}', /* an array of documents */
    net         numeric(12, 2) NOT NULL,
    vat         numeric(4, 2) DEFAULT 19 /* per cent */,
    gross       numeric(12, 2) GENERATED ALWAYS AS (net + net * vat / 100) STORED, -- rounded by the type
    paid_within interval DAY TO HOUR,
    ordered_at  timestamp with time zone DEFAULT /* UTC */ CURRENT_TIMESTAMP NOT NULL,
    terminal    macaddr8,
    PRIMARY KEY (id, ordered_at /* the partition key */)
) PARTITION BY RANGE (ordered_at);

CREATE TABLE parcel.orders_2025 PARTITION OF parcel.orders -- this year's
    FOR VALUES FROM ('2025-01-01') TO /* exclusive */ ('2026-01-01');

CREATE TABLE parcel.express_orders (
    promised timestamptz -- the hour, in UTC
) INHERITS (parcel.import_lines);

ALTER TABLE ONLY parcel.customers
    ADD COLUMN vat_id varchar(14) UNIQUE, -- optional
    ADD COLUMN tier smallint NOT NULL DEFAULT 1 CHECK (tier BETWEEN 1 AND 5), /* gold = 5 */
    ALTER COLUMN "Full Name" TYPE text USING trim("Full Name"), -- no more limit
    ALTER COLUMN flags SET NOT NULL,
    DROP COLUMN IF EXISTS languages; -- moved to prefs

ALTER TABLE parcel.orders
    ADD CONSTRAINT orders_customer_fk -- added late 🐌
        FOREIGN KEY (customer_id) REFERENCES parcel.customers (id)
        ON UPDATE CASCADE -- ids never change
        ON DELETE SET NULL,
    ADD CONSTRAINT orders_net_ck CHECK (net >= 0), /* refunds are separate */
    ADD UNIQUE (number, ordered_at);

ALTER TABLE parcel.parcels VALIDATE CONSTRAINT parcels_weight_check;

CREATE MATERIALIZED VIEW parcel.turnover AS
SELECT date_trunc('month', ordered_at) AS month, -- first day
       sum(net) /* before tax */ AS net
FROM parcel.orders
GROUP BY 1 -- by month
WITH NO DATA;

CREATE VIEW parcel.late AS
SELECT p.id, p.state::text AS state, o.number -- no e-mail addresses here
FROM parcel.parcels AS p
LEFT JOIN LATERAL (
    SELECT number FROM parcel.orders WHERE customer_id = p.customer_id /* latest */ ORDER BY id DESC LIMIT 1
) AS o ON true
WHERE p.state IN ('announced', 'in transit') -- not 'delivered'
  AND lower(p.valid) < now() - interval '5 days';

CREATE RULE late_insert AS ON INSERT TO parcel.late DO INSTEAD NOTHING;

TRUNCATE parcel.import_lines RESTART IDENTITY; -- left over from tests

INSERT INTO parcel.depots (name, place, subnet, gateway) VALUES -- the first three
    ('Köln', point(6.96, 50.94), '10.1.0.0/16', '10.1.0.1'), -- head office
    ('Zürich;West', '(8.54,47.37)', '10.2.0.0/16', NULL),
    (U&'\0141\00F3d\017A', NULL, '10.3.0.0/16', '10.3.0.1') /* Łódź */
ON CONFLICT (name) DO NOTHING;

INSERT INTO parcel.customers (email, "Full Name", home, prefs, flags)
VALUES ('ada@example.com', 'Ada 🧮 Lovelace', ROW('St James''s Square 12', 'SW1Y', 'London'),
        $json${"news": true, "quote": "It's -- fine; /* really */"}$json$, B'1010');

WITH moved AS ( -- parcels without a depot go to the first
    UPDATE parcel.parcels SET depot_id = 1 WHERE depot_id IS NULL RETURNING id
)
SELECT count(*) /* how many */ FROM moved;

DO $$
BEGIN
    RAISE NOTICE 'rows: %', (SELECT count(*) FROM parcel.depots); -- three; hopefully
END
$$;

GRANT USAGE ON SCHEMA parcel TO PUBLIC;
GRANT SELECT -- and nothing else
    ON ALL TABLES IN SCHEMA parcel /* today's tables */ TO PUBLIC;

ANALYZE parcel.customers;
VACUUM (ANALYZE) parcel.orders -- no semicolon at the end of this file
