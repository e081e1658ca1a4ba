--
-- PostgreSQL database dump
--

\restrict eDz9pPIqvfRsou8NAHeq41X80zoES1gyTZPSQaFTfWOX4iUES66vHskVnqAQWnH

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
-- Data for Name: devices; Type: TABLE DATA; Schema: public; Owner: shop
--

COPY public.devices (id, label, addr, mac, fee, caps, config, firmware, seen) FROM stdin;
1	Pump "A"	10.0.0.7/24	08:00:2b:01:02:03	$19.99	{flow,"heat; cold"}	{"n": [1, 2], "note": "it's -- fine"}	10100101	["2025-11-01 00:00:00+00","2025-11-25 00:00:00+00")
2	Tank\\B	\N	\N	$0.00	\N	{"emoji": "🌡️"}	\N	\N
3	COPY public.devices FROM stdin;	::1	\N	$5.00	{}	\N	00000001	empty
\.


--
-- Data for Name: notes; Type: TABLE DATA; Schema: public; Owner: shop
--

COPY public.notes (id, body, doc) FROM stdin;
1	Don't stop; $$not a quote$$	'brown':2 'fox':3 'quick':1
2	A line with \\. inside\n\\.\nand after it	\N
3	日本語 and 🚚	'a':1 'b':2
\.


--
-- Data for Name: readings; Type: TABLE DATA; Schema: public; Owner: shop
--

COPY public.readings (device_id, taken_at, value, raw, remark) FROM stdin;
1	2025-11-25 08:00:00+00	0	\\x0000	\N
2	2025-11-25 08:15:00+00	1.25	\\x03d1	
1	2025-11-25 08:30:00+00	2.5	\\x07a2	two\nlines; tab\there
2	2025-11-25 08:45:00+00	3.75	\\x0b73	/* quiet */ -- ok
1	2025-11-25 09:00:00+00	5	\\x0f44	\N
2	2025-11-25 09:15:00+00	6.25	\\x1315	
1	2025-11-25 09:30:00+00	7.5	\\x16e6	two\nlines; tab\there
2	2025-11-25 09:45:00+00	8.75	\\x1ab7	/* quiet */ -- ok
1	2025-11-25 10:00:00+00	10	\\x1e88	\N
2	2025-11-25 10:15:00+00	11.25	\\x2259	
1	2025-11-25 10:30:00+00	12.5	\\x262a	two\nlines; tab\there
2	2025-11-25 10:45:00+00	13.75	\\x29fb	/* quiet */ -- ok
\.


--
-- Name: devices_id_seq; Type: SEQUENCE SET; Schema: public; Owner: shop
--

SELECT pg_catalog.setval('public.devices_id_seq', 3, true);


--
-- PostgreSQL database dump complete
--

\unrestrict eDz9pPIqvfRsou8NAHeq41X80zoES1gyTZPSQaFTfWOX4iUES66vHskVnqAQWnH

--
-- PostgreSQL database dump
--

\restrict B9ORsAsxVMCBjcI2bePtncHJHxxrAIiWeVuuHjXbr6TpjDzLMHXgIq6GPV668EO

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
-- Data for Name: devices; Type: TABLE DATA; Schema: public; Owner: shop
--

INSERT INTO public.devices (id, label, addr, mac, fee, caps, config, firmware, seen) VALUES (1, 'Pump "A"', '10.0.0.7/24', '08:00:2b:01:02:03', '$19.99', '{flow,"heat; cold"}', '{"n": [1, 2], "note": "it''s -- fine"}', B'10100101', '["2025-11-01 00:00:00+00","2025-11-25 00:00:00+00")');
INSERT INTO public.devices (id, label, addr, mac, fee, caps, config, firmware, seen) VALUES (2, 'Tank\B', NULL, NULL, '$0.00', NULL, '{"emoji": "🌡️"}', NULL, NULL);
INSERT INTO public.devices (id, label, addr, mac, fee, caps, config, firmware, seen) VALUES (3, 'COPY public.devices FROM stdin;', '::1', NULL, '$5.00', '{}', NULL, B'00000001', 'empty');


--
-- Data for Name: notes; Type: TABLE DATA; Schema: public; Owner: shop
--

INSERT INTO public.notes (id, body, doc) VALUES (1, 'Don''t stop; $$not a quote$$', '''brown'':2 ''fox'':3 ''quick'':1');
INSERT INTO public.notes (id, body, doc) VALUES (2, 'A line with \. inside
\.
and after it', NULL);
INSERT INTO public.notes (id, body, doc) VALUES (3, '日本語 and 🚚', '''a'':1 ''b'':2');


--
-- Name: devices_id_seq; Type: SEQUENCE SET; Schema: public; Owner: shop
--

SELECT pg_catalog.setval('public.devices_id_seq', 3, true);


--
-- PostgreSQL database dump complete
--

\unrestrict B9ORsAsxVMCBjcI2bePtncHJHxxrAIiWeVuuHjXbr6TpjDzLMHXgIq6GPV668EO

--
-- PostgreSQL database dump
--

\restrict zrYLrgpdbrxH7vKgguf8abgnj9CbmWeQpmQ94mSSVC5FdVbqK9o2MpcBFZ4iNhk

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
-- Data for Name: readings; Type: TABLE DATA; Schema: public; Owner: shop
--

INSERT INTO public.readings VALUES
	(1, '2025-11-25 08:00:00+00', 0, '\x0000', NULL),
	(2, '2025-11-25 08:15:00+00', 1.25, '\x03d1', ''),
	(1, '2025-11-25 08:30:00+00', 2.5, '\x07a2', 'two
lines; tab	here'),
	(2, '2025-11-25 08:45:00+00', 3.75, '\x0b73', '/* quiet */ -- ok'),
	(1, '2025-11-25 09:00:00+00', 5, '\x0f44', NULL),
	(2, '2025-11-25 09:15:00+00', 6.25, '\x1315', '') ON CONFLICT DO NOTHING;
INSERT INTO public.readings VALUES
	(1, '2025-11-25 09:30:00+00', 7.5, '\x16e6', 'two
lines; tab	here'),
	(2, '2025-11-25 09:45:00+00', 8.75, '\x1ab7', '/* quiet */ -- ok'),
	(1, '2025-11-25 10:00:00+00', 10, '\x1e88', NULL),
	(2, '2025-11-25 10:15:00+00', 11.25, '\x2259', ''),
	(1, '2025-11-25 10:30:00+00', 12.5, '\x262a', 'two
lines; tab	here'),
	(2, '2025-11-25 10:45:00+00', 13.75, '\x29fb', '/* quiet */ -- ok') ON CONFLICT DO NOTHING;


--
-- PostgreSQL database dump complete
--

\unrestrict zrYLrgpdbrxH7vKgguf8abgnj9CbmWeQpmQ94mSSVC5FdVbqK9o2MpcBFZ4iNhk

