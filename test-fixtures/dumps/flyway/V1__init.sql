/* ---------------------------------------------------------------
 * V1: the first schema of the parcel service.
 * Reviewed by hand; /* nested comments are fine in PostgreSQL */ so
 * this one only ends here: semicolons ; and 'quotes too.
 * --------------------------------------------------------------- */

CREATE SCHEMA IF NOT EXISTS parcel AUTHORIZATION CURRENT_USER;
SET search_path TO parcel, public; -- for this session only
SET lock_timeout TO '3s';

CREATE EXTENSION IF NOT EXISTS citext; -- e-mail addresses
CREATE EXTENSION IF NOT EXISTS btree_gist; /* for EXCLUDE below */
CREATE EXTENSION IF NOT EXISTS "uuid-ossp"
    WITH SCHEMA public /* for everyone */ CASCADE;

CREATE TYPE parcel_state AS ENUM (
    'announced', -- label printed
    'accepted',
    /* 'lost', -- removed in review */
    'in transit',
    'delivered'  -- 📦 ➜ 🏠
);

CREATE TYPE address AS (
    street text, -- with number
    zip    varchar(10),
    city   text
);

CREATE DOMAIN country_code AS char(2)
    NOT NULL -- ISO 3166
    CHECK (VALUE ~ '^[A-Z]{2}$' /* ; */);

CREATE TABLE depots ( -- one per region
    id          smallserial /* never more than a few dozen */ PRIMARY KEY,
    name        text COLLATE "C" NOT NULL UNIQUE, -- shown on labels
    place       point, -- longitude, latitude
    subnet      cidr /* scanners */ NOT NULL,
    gateway     inet,
    hours       int4range[] DEFAULT '{"[8,18)"}', -- one per weekday
    opened      date NOT NULL DEFAULT CURRENT_DATE
) WITH (fillfactor = 90) TABLESPACE pg_default;

CREATE TABLE customers
(
    id          bigserial,
    /* the login */ email citext NOT NULL,
    "Full Name" varchar(200) NOT NULL, -- quoted, with a blank; sorry
    home        address, -- composite
    credit      money NOT NULL DEFAULT 0 -- in the currency of lc_monetary 💶
        CHECK (credit >= 0::money),
    languages   text[] NOT NULL DEFAULT ARRAY['en'::text /* fallback */],
    prefs       jsonb NOT NULL DEFAULT '{"news": false, "tip": "-- no comment"}',
    flags       bit varying(16),
    created_at  timestamptz(3) NOT NULL DEFAULT now(),
    CONSTRAINT customers_pk PRIMARY KEY (id), -- named by hand
    CONSTRAINT customers_email_uq UNIQUE (email) DEFERRABLE /* for imports */ INITIALLY IMMEDIATE
)
-- nothing inherits from this table
;

CREATE TABLE parcels (
    id           bigint GENERATED ALWAYS AS IDENTITY (START WITH 100000 /* six digits */) PRIMARY KEY,
    customer_id  bigint NOT NULL -- who pays
                 REFERENCES customers (id) -- who else?
                 ON DELETE /* keep history */ RESTRICT,
    depot_id     smallint,
    state        parcel_state NOT NULL DEFAULT 'announced',
    weight       numeric, -- kg
    volume       numeric(8, 3),
    destination  country_code,
    label        bytea,
    customs      xml,
    search       tsvector GENERATED ALWAYS AS (to_tsvector('simple', coalesce(destination, ''))) STORED,
    valid        tstzrange NOT NULL DEFAULT tstzrange(now(), NULL),
    FOREIGN KEY (depot_id) REFERENCES depots, /* no action */
    EXCLUDE USING gist (id WITH =, valid WITH &&), -- one validity at a time
    CHECK (weight > 0 AND weight < 31.5) -- DHL's limit
);

CREATE INDEX ON parcels (customer_id); -- unnamed
CREATE INDEX parcels_state_idx -- the board in the hall
    ON parcels /* not ONLY */ USING btree
    (state, id DESC NULLS LAST) -- newest first
    WHERE state <> 'delivered' /* most rows are */;
CREATE INDEX CONCURRENTLY IF NOT EXISTS parcels_search_idx ON parcels USING GIN (search);
CREATE UNIQUE INDEX customers_name_idx ON customers (lower("Full Name") text_pattern_ops, id);

CREATE OR REPLACE FUNCTION parcel_touch() RETURNS trigger
    LANGUAGE plpgsql -- not available everywhere
AS $touch$
DECLARE
    note text := 'it''s ; here -- not a comment';
BEGIN
    IF NEW.state = OLD.state THEN /* nothing to do */ RETURN NEW; END IF;
    EXECUTE $q$ INSERT INTO parcel_log (note) VALUES ($1) $q$ USING note;
    RETURN NEW;
END;
$touch$;

CREATE TRIGGER /* before */ parcels_touch BEFORE UPDATE OF state ON parcels
    FOR EACH ROW -- each!
    WHEN (OLD.state IS DISTINCT FROM NEW.state)
    EXECUTE PROCEDURE parcel_touch();

COMMENT ON TABLE parcels IS 'Everything with a label; see "customers"';
COMMENT ON COLUMN customers.home IS E'Composite,\nmay be NULL -- really';
