--
-- PostgreSQL database dump
--

SET statement_timeout = 0;
SET client_encoding = 'UTF8';
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET row_security = off;

CREATE SCHEMA app;
COMMENT ON SCHEMA app IS 'the application';
CREATE EXTENSION IF NOT EXISTS citext WITH SCHEMA public;
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
COMMENT ON EXTENSION pg_trgm IS 'trigrams';

CREATE TYPE app.color AS ENUM ('red', 'green');
ALTER TYPE app.color OWNER TO shop;
COMMENT ON TYPE app.color IS 'colors';
CREATE TYPE app.span AS RANGE (subtype = float8);
CREATE TYPE app.money_pair AS (amount numeric(10,2), currency char(3));
CREATE DOMAIN app.tags AS text[];
CREATE DOMAIN app.email AS public.citext CHECK (VALUE ~ '@');

CREATE FUNCTION app.next_code() RETURNS text
    LANGUAGE plpgsql
    AS $$
DECLARE x int;
BEGIN
  SELECT count(*) INTO x FROM app.items;
  RETURN 'C' || x;
END;
$$;
ALTER FUNCTION app.next_code() OWNER TO shop;
GRANT EXECUTE ON FUNCTION app.next_code() TO PUBLIC;

CREATE FUNCTION app.touch() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  NEW.created := now(); -- the last change
  RETURN NEW;
END;
$$;
COMMENT ON FUNCTION app.touch() IS 'keeps the time';

CREATE FUNCTION app.full_label(i bigint) RETURNS text LANGUAGE sql STABLE AS $$ SELECT 'x' || i $$;

CREATE AGGREGATE app.product(numeric) (SFUNC = numeric_mul, STYPE = numeric, INITCOND = '1');
CREATE OPERATOR app.=== (LEFTARG = text, RIGHTARG = text, FUNCTION = texteq);

CREATE TABLE app.items (
    id integer NOT NULL,
    code text DEFAULT app.next_code() NOT NULL,
    color app.color DEFAULT 'red'::app.color NOT NULL,
    colors app.color[] DEFAULT ARRAY['red'::app.color] NOT NULL,
    price app.money_pair,
    labels app.tags,
    window_open app.span,
    area polygon DEFAULT '((0,0),(1,1))'::polygon,
    mask bit(3) DEFAULT B'101'::"bit",
    doc xml DEFAULT '<a/>'::xml,
    ip inet DEFAULT '10.0.0.1'::inet NOT NULL,
    hours tstzrange DEFAULT tstzrange(now(), NULL::timestamp with time zone) NOT NULL,
    tsv tsvector GENERATED ALWAYS AS ((setweight(to_tsvector('english'::regconfig, COALESCE(code, ''::text)), 'A'::"char") || to_tsvector('english'::regconfig, COALESCE(doc::text, ''::text)))) STORED,
    cost money DEFAULT 0.00 NOT NULL,
    created timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT items_cost_check CHECK ((cost >= (0)::money)),
    CONSTRAINT items_color_check CHECK ((color = ANY (ARRAY['red'::app.color, 'green'::app.color])))
)
WITH (autovacuum_enabled='true');
ALTER TABLE ONLY app.items REPLICA IDENTITY FULL;
ALTER TABLE app.items OWNER TO shop;
COMMENT ON COLUMN app.items.tsv IS 'search';

CREATE SEQUENCE app.items_id_seq AS integer START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1;
ALTER TABLE app.items_id_seq OWNER TO shop;
ALTER SEQUENCE app.items_id_seq OWNED BY app.items.id;

CREATE TABLE app.events (
    id bigint NOT NULL,
    at date NOT NULL,
    item_id integer
)
PARTITION BY RANGE (at);
ALTER TABLE app.events OWNER TO shop;
CREATE TABLE app.events_2024 (
    id bigint NOT NULL,
    at date NOT NULL,
    item_id integer
);
ALTER TABLE app.events ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME app.events_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1
);
ALTER TABLE ONLY app.events ATTACH PARTITION app.events_2024 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE MATERIALIZED VIEW app.totals AS SELECT color, sum(cost) AS cost FROM app.items GROUP BY color WITH NO DATA;
ALTER TABLE app.totals OWNER TO shop;
COMMENT ON MATERIALIZED VIEW app.totals IS 'sums';
CREATE VIEW app.cheap AS SELECT id, app.full_label(id) AS label FROM app.items WHERE cost < 5::money;
ALTER TABLE ONLY app.items ALTER COLUMN id SET DEFAULT nextval('app.items_id_seq'::regclass);

COPY app.items (id, code, color, colors, price, labels, window_open, area, mask, doc, ip, hours, cost, created) FROM stdin;
1	C0	red	{red,green}	(12.50,EUR)	{a,b}	[1,2)	((0,0),(1,1))	101	<a/>	10.0.0.1	["2024-01-01 00:00:00+00",)	$5.00	2024-01-01 00:00:00+00
2	C1	green	{}	\N	\N	\N	\N	\N	\N	::1	empty	$1,005.00	2024-01-01 00:00:00+00
\.

COPY app.events_2024 (id, at, item_id) FROM stdin;
1	2024-01-05	1
\.

SELECT pg_catalog.setval('app.items_id_seq', 2, true);
SELECT pg_catalog.setval('app.events_id_seq', 1, true);
ALTER TABLE ONLY app.items ADD CONSTRAINT items_pkey PRIMARY KEY (id);
ALTER TABLE ONLY app.items ADD CONSTRAINT items_code_key UNIQUE (code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY app.items ADD CONSTRAINT items_hours_excl EXCLUDE USING gist (hours WITH &&);
ALTER TABLE ONLY app.events_2024 ADD CONSTRAINT events_2024_pkey PRIMARY KEY (id, at);
CREATE INDEX items_code_trgm ON app.items USING gin (code public.gin_trgm_ops);
CREATE INDEX items_colors_idx ON app.items USING gin (colors);
CREATE INDEX items_tsv_idx ON app.items USING gin (tsv);
CREATE INDEX items_area_idx ON app.items USING gist (area);
CREATE INDEX items_hash ON app.items USING hash (code);
CREATE INDEX items_created_brin ON app.items USING brin (created) WITH (pages_per_range='32');
CREATE INDEX items_lower ON app.items USING btree (lower(code) COLLATE "C" DESC NULLS LAST) INCLUDE (cost);
COMMENT ON INDEX app.items_colors_idx IS 'colors';
ALTER TABLE app.items CLUSTER ON items_lower;
CREATE RULE no_delete AS ON DELETE TO app.items DO INSTEAD NOTHING;
COMMENT ON RULE no_delete ON app.items IS 'keep';
CREATE TRIGGER items_touch BEFORE UPDATE ON app.items FOR EACH ROW EXECUTE FUNCTION app.touch();
COMMENT ON TRIGGER items_touch ON app.items IS 'touch';
ALTER TABLE app.items DISABLE TRIGGER items_touch;
ALTER TABLE ONLY app.events_2024 ADD CONSTRAINT events_item_fk FOREIGN KEY (item_id) REFERENCES app.items(id) ON DELETE CASCADE;
ALTER TABLE app.items ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON app.items USING ((code = CURRENT_USER));
CREATE PUBLICATION pub FOR TABLE app.items;
CREATE STATISTICS app.items_stats (dependencies) ON color, code FROM app.items;
REVOKE USAGE ON SCHEMA public FROM PUBLIC;
GRANT SELECT ON TABLE app.items TO PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE shop IN SCHEMA app GRANT SELECT ON TABLES TO PUBLIC;
REFRESH MATERIALIZED VIEW app.totals;
