SELECT pg_catalog.set_config('search_path', '', false);
CREATE SCHEMA "Shop";
CREATE TABLE public.items (id uuid PRIMARY KEY);
CREATE TABLE "Shop".sales (id uuid PRIMARY KEY);
CREATE TABLE "Shop".twice (id uuid PRIMARY KEY);
CREATE TABLE public.twice (id uuid PRIMARY KEY);
CREATE FUNCTION public.a() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM items JOIN sales USING (id)';
--                                                                              ^^^^^ body-name-without-schema
--                                                                                         ^^^^^ body-name-without-schema
CREATE FUNCTION public.b() RETURNS bigint LANGUAGE sql AS 'WITH items AS (SELECT 1) SELECT count(*) FROM items';
CREATE FUNCTION public.c() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM twice, elsewhere, pg_class';
CREATE FUNCTION public.d() RETURNS bigint LANGUAGE sql SET search_path = public AS 'SELECT count(*) FROM items';
CREATE FUNCTION public.e() RETURNS bigint LANGUAGE sql AS 'SELECT a() + public.b() + abs(1)';
--                                                                ^ body-name-without-schema
CREATE FUNCTION public.f() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM items; END;
--                                                                                       ^^^^^ body-name-without-schema
CREATE FUNCTION public.g() RETURNS bigint LANGUAGE plpgsql AS 'BEGIN RETURN (SELECT count(*) FROM items); END';
CREATE FUNCTION public.abs(x text) RETURNS text LANGUAGE sql AS 'SELECT x';
SET search_path = public;
CREATE FUNCTION h() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM items, later';
CREATE TABLE later (id uuid PRIMARY KEY);
