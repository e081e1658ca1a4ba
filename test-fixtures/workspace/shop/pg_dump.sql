--
-- PostgreSQL database dump
--

\restrict vyeDaVM4XwFrdfXE4ravph9bSi0wr3MHbQYrY85DJS600Hm7moXqpFQxPX0TFWM

-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: order_status; Type: TYPE; Schema: public; Owner: shop
--

CREATE TYPE public.order_status AS ENUM (
    'new',
    'paid',
    'shipped',
    'returned'
);


ALTER TYPE public.order_status OWNER TO shop;

--
-- Name: touch(); Type: FUNCTION; Schema: public; Owner: shop
--

CREATE FUNCTION public.touch() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  -- remember the last change; the application never sets it
  NEW.updated_at := now();
  RETURN NEW;
END;
$$;


ALTER FUNCTION public.touch() OWNER TO shop;

--
-- Name: FUNCTION touch(); Type: COMMENT; Schema: public; Owner: shop
--

COMMENT ON FUNCTION public.touch() IS 'Keeps updated_at';


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: audit_log; Type: TABLE; Schema: public; Owner: shop
--

CREATE TABLE public.audit_log (
    id bigint NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    who inet,
    what text
);


ALTER TABLE public.audit_log OWNER TO shop;

--
-- Name: audit_log_id_seq; Type: SEQUENCE; Schema: public; Owner: shop
--

ALTER TABLE public.audit_log ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.audit_log_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: customers; Type: TABLE; Schema: public; Owner: shop
--

CREATE TABLE public.customers (
    id integer NOT NULL,
    email text NOT NULL,
    name character varying(120) NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE public.customers OWNER TO shop;

--
-- Name: customers_id_seq; Type: SEQUENCE; Schema: public; Owner: shop
--

CREATE SEQUENCE public.customers_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.customers_id_seq OWNER TO shop;

--
-- Name: customers_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: shop
--

ALTER SEQUENCE public.customers_id_seq OWNED BY public.customers.id;


--
-- Name: invoice_no; Type: SEQUENCE; Schema: public; Owner: shop
--

CREATE SEQUENCE public.invoice_no
    START WITH 1000
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.invoice_no OWNER TO shop;

--
-- Name: orders; Type: TABLE; Schema: public; Owner: shop
--

CREATE TABLE public.orders (
    id bigint NOT NULL,
    customer_id integer NOT NULL,
    status public.order_status DEFAULT 'new'::public.order_status NOT NULL,
    placed_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone,
    note text
);


ALTER TABLE public.orders OWNER TO shop;

--
-- Name: TABLE orders; Type: COMMENT; Schema: public; Owner: shop
--

COMMENT ON TABLE public.orders IS 'One row per checkout; lines are in order_lines';


--
-- Name: open_orders; Type: VIEW; Schema: public; Owner: shop
--

CREATE VIEW public.open_orders AS
 SELECT o.id,
    c.email,
    o.placed_at
   FROM (public.orders o
     JOIN public.customers c ON ((c.id = o.customer_id)))
  WHERE (o.status = 'new'::public.order_status);


ALTER TABLE public.open_orders OWNER TO shop;

--
-- Name: order_lines; Type: TABLE; Schema: public; Owner: shop
--

CREATE TABLE public.order_lines (
    order_id bigint NOT NULL,
    line smallint NOT NULL,
    product_id integer NOT NULL,
    quantity integer DEFAULT 1 NOT NULL,
    price numeric(10,2) NOT NULL,
    CONSTRAINT order_lines_quantity_check CHECK ((quantity > 0))
);


ALTER TABLE public.order_lines OWNER TO shop;

--
-- Name: orders_id_seq; Type: SEQUENCE; Schema: public; Owner: shop
--

CREATE SEQUENCE public.orders_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.orders_id_seq OWNER TO shop;

--
-- Name: orders_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: shop
--

ALTER SEQUENCE public.orders_id_seq OWNED BY public.orders.id;


--
-- Name: products; Type: TABLE; Schema: public; Owner: shop
--

CREATE TABLE public.products (
    id integer NOT NULL,
    sku character(12) NOT NULL,
    title text NOT NULL,
    price numeric(10,2) NOT NULL,
    tags text[] DEFAULT '{}'::text[] NOT NULL,
    attrs jsonb DEFAULT '{}'::jsonb NOT NULL,
    CONSTRAINT products_price_check CHECK ((price >= (0)::numeric))
);


ALTER TABLE public.products OWNER TO shop;

--
-- Name: COLUMN products.sku; Type: COMMENT; Schema: public; Owner: shop
--

COMMENT ON COLUMN public.products.sku IS 'Printed on the box -- don''t change';


--
-- Name: products_id_seq; Type: SEQUENCE; Schema: public; Owner: shop
--

CREATE SEQUENCE public.products_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.products_id_seq OWNER TO shop;

--
-- Name: products_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: shop
--

ALTER SEQUENCE public.products_id_seq OWNED BY public.products.id;


--
-- Name: customers id; Type: DEFAULT; Schema: public; Owner: shop
--

ALTER TABLE ONLY public.customers ALTER COLUMN id SET DEFAULT nextval('public.customers_id_seq'::regclass);


--
-- Name: orders id; Type: DEFAULT; Schema: public; Owner: shop
--

ALTER TABLE ONLY public.orders ALTER COLUMN id SET DEFAULT nextval('public.orders_id_seq'::regclass);


--
-- Name: products id; Type: DEFAULT; Schema: public; Owner: shop
--

ALTER TABLE ONLY public.products ALTER COLUMN id SET DEFAULT nextval('public.products_id_seq'::regclass);


--
-- Data for Name: audit_log; Type: TABLE DATA; Schema: public; Owner: shop
--

COPY public.audit_log (id, at, who, what) FROM stdin;
\.


--
-- Data for Name: customers; Type: TABLE DATA; Schema: public; Owner: shop
--

COPY public.customers (id, email, name, created_at) FROM stdin;
1	ada@example.com	Ada	2025-11-25 09:00:00+00
2	linus@example.com	Linus; the second	2025-11-25 09:00:00+00
3	grace@example.com	Grace\tO'Hopper	2025-11-25 09:00:00+00
\.


--
-- Data for Name: order_lines; Type: TABLE DATA; Schema: public; Owner: shop
--

COPY public.order_lines (order_id, line, product_id, quantity, price) FROM stdin;
1	1	1	2	12.50
2	1	2	10	3.20
\.


--
-- Data for Name: orders; Type: TABLE DATA; Schema: public; Owner: shop
--

COPY public.orders (id, customer_id, status, placed_at, updated_at, note) FROM stdin;
1	1	paid	2025-11-25 09:30:00+00	\N	\N
2	2	new	2025-11-25 09:30:00+00	\N	Leave at the door; ring twice
\.


--
-- Data for Name: products; Type: TABLE DATA; Schema: public; Owner: shop
--

COPY public.products (id, sku, title, price, tags, attrs) FROM stdin;
1	MUG-0001    	Mug ☕	12.50	{kitchen,gift}	{"colour": "blue"}
2	PEN-0002    	Pen -- fine	3.20	{}	{}
\.


--
-- Name: audit_log_id_seq; Type: SEQUENCE SET; Schema: public; Owner: shop
--

SELECT pg_catalog.setval('public.audit_log_id_seq', 1, false);


--
-- Name: customers_id_seq; Type: SEQUENCE SET; Schema: public; Owner: shop
--

SELECT pg_catalog.setval('public.customers_id_seq', 3, true);


--
-- Name: invoice_no; Type: SEQUENCE SET; Schema: public; Owner: shop
--

SELECT pg_catalog.setval('public.invoice_no', 1000, false);


--
-- Name: orders_id_seq; Type: SEQUENCE SET; Schema: public; Owner: shop
--

SELECT pg_catalog.setval('public.orders_id_seq', 2, true);


--
-- Name: products_id_seq; Type: SEQUENCE SET; Schema: public; Owner: shop
--

SELECT pg_catalog.setval('public.products_id_seq', 2, true);


--
-- Name: audit_log audit_log_pkey; Type: CONSTRAINT; Schema: public; Owner: shop
--

ALTER TABLE ONLY public.audit_log
    ADD CONSTRAINT audit_log_pkey PRIMARY KEY (id);


--
-- Name: customers customers_email_key; Type: CONSTRAINT; Schema: public; Owner: shop
--

ALTER TABLE ONLY public.customers
    ADD CONSTRAINT customers_email_key UNIQUE (email);


--
-- Name: customers customers_pkey; Type: CONSTRAINT; Schema: public; Owner: shop
--

ALTER TABLE ONLY public.customers
    ADD CONSTRAINT customers_pkey PRIMARY KEY (id);


--
-- Name: order_lines order_lines_pkey; Type: CONSTRAINT; Schema: public; Owner: shop
--

ALTER TABLE ONLY public.order_lines
    ADD CONSTRAINT order_lines_pkey PRIMARY KEY (order_id, line);


--
-- Name: orders orders_pkey; Type: CONSTRAINT; Schema: public; Owner: shop
--

ALTER TABLE ONLY public.orders
    ADD CONSTRAINT orders_pkey PRIMARY KEY (id);


--
-- Name: products products_pkey; Type: CONSTRAINT; Schema: public; Owner: shop
--

ALTER TABLE ONLY public.products
    ADD CONSTRAINT products_pkey PRIMARY KEY (id);


--
-- Name: orders_customer_placed_idx; Type: INDEX; Schema: public; Owner: shop
--

CREATE INDEX orders_customer_placed_idx ON public.orders USING btree (customer_id, placed_at DESC);


--
-- Name: orders_open_idx; Type: INDEX; Schema: public; Owner: shop
--

CREATE INDEX orders_open_idx ON public.orders USING btree (status) WHERE (status = 'new'::public.order_status);


--
-- Name: products_sku_key; Type: INDEX; Schema: public; Owner: shop
--

CREATE UNIQUE INDEX products_sku_key ON public.products USING btree (lower((sku)::text));


--
-- Name: products_tags_idx; Type: INDEX; Schema: public; Owner: shop
--

CREATE INDEX products_tags_idx ON public.products USING gin (tags);


--
-- Name: orders orders_touch; Type: TRIGGER; Schema: public; Owner: shop
--

CREATE TRIGGER orders_touch BEFORE UPDATE ON public.orders FOR EACH ROW EXECUTE FUNCTION public.touch();


--
-- Name: order_lines order_lines_order_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: shop
--

ALTER TABLE ONLY public.order_lines
    ADD CONSTRAINT order_lines_order_id_fkey FOREIGN KEY (order_id) REFERENCES public.orders(id) ON DELETE CASCADE;


--
-- Name: order_lines order_lines_product_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: shop
--

ALTER TABLE ONLY public.order_lines
    ADD CONSTRAINT order_lines_product_id_fkey FOREIGN KEY (product_id) REFERENCES public.products(id);


--
-- Name: orders orders_customer_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: shop
--

ALTER TABLE ONLY public.orders
    ADD CONSTRAINT orders_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES public.customers(id) ON DELETE CASCADE;


--
-- PostgreSQL database dump complete
--

\unrestrict vyeDaVM4XwFrdfXE4ravph9bSi0wr3MHbQYrY85DJS600Hm7moXqpFQxPX0TFWM

