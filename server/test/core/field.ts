// Small inputs of the kinds that real files brought up: dumps, migrations of many tools, samples.

import type { AsOf } from '../../src/core/dialect/asOf.js';

interface Repaired {
  readonly name: string;
  /** Today, where none is said. */
  readonly asOf?: AsOf;
  readonly sql: string;
  /** The whole text after all fixes. */
  readonly fixed: string;
  /** What is told of it then, as `severity rule`. */
  readonly left?: readonly string[];
}

interface Found {
  readonly name: string;
  readonly sql: string;
  /** As `rule: text`, in the order of the text. */
  readonly problems: readonly string[];
}

export const repaired: readonly Repaired[] = [
  {
    name: 'a constraint of a dump is validated by the name that an empty search_path finds',
    sql: `SELECT pg_catalog.set_config('search_path', '', false);
CREATE TABLE public.grants (id bigint NOT NULL PRIMARY KEY, owner_id bigint NOT NULL);
CREATE INDEX ASYNC grants_owner ON public.grants (owner_id);
ALTER TABLE ONLY public.grants
    ADD CONSTRAINT fk_owner FOREIGN KEY (owner_id) REFERENCES public.users(id) NOT VALID;`,
    fixed: `SELECT pg_catalog.set_config('search_path', '', false);
CREATE TABLE public.grants (id bigint NOT NULL PRIMARY KEY, owner_id bigint NOT NULL);
CREATE INDEX ASYNC grants_owner ON public.grants (owner_id);
ALTER TABLE ONLY public.grants
    ADD CONSTRAINT fk_owner FOREIGN KEY (owner_id) REFERENCES public.users(id) NOT VALID;
ALTER TABLE ASYNC public.grants VALIDATE CONSTRAINT fk_owner;`,
    left: ['warning implicit-transaction'],
  },
  {
    name: 'a check keeps the quoted schema of its table',
    sql: `ALTER TABLE "App"."Orders" ADD CONSTRAINT positive CHECK (n > 0) NOT VALID;`,
    fixed: `ALTER TABLE "App"."Orders" ADD CONSTRAINT positive CHECK (n > 0) NOT VALID;
ALTER TABLE ASYNC "App"."Orders" VALIDATE CONSTRAINT positive;`,
    left: ['warning implicit-transaction'],
  },
  {
    name: 'DEFAULT NULL goes',
    sql: `ALTER TABLE a ADD COLUMN b text DEFAULT NULL;`,
    fixed: `ALTER TABLE a ADD COLUMN b text;`,
  },
  {
    name: 'DEFAULT NULL goes with its cast',
    sql: `ALTER TABLE a ADD COLUMN b varchar(10) DEFAULT NULL::character varying;`,
    fixed: `ALTER TABLE a ADD COLUMN b varchar(10);`,
  },
  {
    name: 'DEFAULT NULL goes beside other clauses and columns',
    sql: `ALTER TABLE a ADD COLUMN b text NULL DEFAULT NULL, ADD COLUMN c int DEFAULT (NULL), ADD d int DEFAULT null CHECK (d > 0);`,
    fixed: `ALTER TABLE a ADD COLUMN b text NULL, ADD COLUMN c int, ADD d int, ADD CONSTRAINT a_d_check CHECK (d > 0) NOT VALID;
ALTER TABLE ASYNC a VALIDATE CONSTRAINT a_d_check;`,
    left: ['warning implicit-transaction'],
  },
  {
    name: 'a column that may be there gets its NOT NULL again',
    sql: `ALTER TABLE tenants ADD COLUMN IF NOT EXISTS fast boolean NOT NULL DEFAULT false;`,
    fixed: `ALTER TABLE tenants ADD COLUMN IF NOT EXISTS fast boolean, DROP CONSTRAINT IF EXISTS tenants_fast_not_null, ADD CONSTRAINT tenants_fast_not_null CHECK (fast IS NOT NULL) NOT VALID, ALTER COLUMN fast SET DEFAULT false;
-- Now, in batches of 3,000 rows: UPDATE tenants SET fast = false WHERE fast IS NULL
ALTER TABLE ASYNC tenants VALIDATE CONSTRAINT tenants_fast_not_null;`,
    left: ['warning implicit-transaction'],
  },
  {
    name: 'a column that may be there gets its check and reference again',
    sql: `ALTER TABLE app.tenants ADD COLUMN IF NOT EXISTS n int CHECK (n > 0) REFERENCES app.x (id);`,
    fixed: `ALTER TABLE app.tenants ADD COLUMN IF NOT EXISTS n int, DROP CONSTRAINT IF EXISTS tenants_n_check, ADD CONSTRAINT tenants_n_check CHECK (n > 0) NOT VALID, DROP CONSTRAINT IF EXISTS tenants_n_fkey, ADD CONSTRAINT tenants_n_fkey FOREIGN KEY (n) REFERENCES app.x (id) NOT VALID;
ALTER TABLE ASYNC app.tenants VALIDATE CONSTRAINT tenants_n_check;
ALTER TABLE ASYNC app.tenants VALIDATE CONSTRAINT tenants_n_fkey;`,
    left: ['warning implicit-transaction'],
  },
  {
    name: 'a table that may be missing is left to a person',
    sql: `ALTER TABLE IF EXISTS tenants ADD COLUMN IF NOT EXISTS n int NOT NULL;`,
    fixed: `ALTER TABLE IF EXISTS tenants ADD COLUMN IF NOT EXISTS n int NOT NULL;`,
    left: ['error add-column-constraint'],
  },
  {
    name: 'a value of an enum is renamed where it is listed',
    sql: `CREATE TYPE mood AS ENUM ('sad', 'ok');
ALTER TYPE mood RENAME VALUE 'sad' TO 'blue';
CREATE TABLE p (id uuid PRIMARY KEY, m mood DEFAULT 'blue');`,
    fixed: `CREATE DOMAIN mood AS TEXT CHECK (VALUE IN ('blue', 'ok'));
CREATE TABLE p (id uuid PRIMARY KEY, m mood DEFAULT 'blue');`,
    left: ['warning implicit-transaction'],
  },
  {
    name: 'the old value of an enum stays listed where statements use it',
    sql: `CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE p (id uuid PRIMARY KEY, m mood DEFAULT 'sad');
ALTER TYPE mood RENAME VALUE 'sad' TO 'blue';`,
    fixed: `CREATE DOMAIN mood AS TEXT CHECK (VALUE IN ('sad', 'ok', 'blue'));
CREATE TABLE p (id uuid PRIMARY KEY, m mood DEFAULT 'sad');
`,
    left: ['warning implicit-transaction'],
  },
  {
    name: 'an enum is dropped as a domain',
    sql: `DROP TYPE IF EXISTS list_type CASCADE;
CREATE TYPE list_type AS ENUM ('public', 'private');`,
    fixed: `DROP DOMAIN IF EXISTS list_type;
CREATE DOMAIN list_type AS TEXT CHECK (VALUE IN ('public', 'private'));`,
    left: ['warning implicit-transaction'],
  },
  {
    name: 'an enum takes the place of another one, as Prisma writes it',
    sql: `CREATE TYPE "Role" AS ENUM ('ADMIN', 'USER', 'GUEST');
CREATE TABLE "User" (id uuid PRIMARY KEY, role "Role" NOT NULL DEFAULT 'USER');
BEGIN;
CREATE TYPE "Role_new" AS ENUM ('ADMIN', 'USER');
ALTER TABLE "User" ALTER COLUMN "role" DROP DEFAULT;
ALTER TABLE "User" ALTER COLUMN "role" TYPE "Role_new" USING ("role"::text::"Role_new");
ALTER TYPE "Role" RENAME TO "Role_old";
ALTER TYPE "Role_new" RENAME TO "Role";
DROP TYPE "Role_old";
ALTER TABLE "User" ALTER COLUMN "role" SET DEFAULT 'USER';
COMMIT;`,
    fixed: `CREATE DOMAIN "Role" AS TEXT CHECK (VALUE IN ('ADMIN', 'USER', 'GUEST'));
CREATE TABLE "User" (id uuid PRIMARY KEY, role "Role" NOT NULL DEFAULT 'USER');
BEGIN;
CREATE DOMAIN "Role_new" AS TEXT CHECK (VALUE IN ('ADMIN', 'USER'));
COMMIT;
BEGIN;
ALTER TABLE "User" ALTER COLUMN "role" DROP DEFAULT;
COMMIT;
BEGIN;
ALTER TABLE "User" ADD COLUMN role_new1 "Role_new";
COMMIT;
BEGIN;
-- Run this again and again, until it changes no row:
UPDATE "User" SET role_new1 = ("role"::text::"Role_new") WHERE id IN (SELECT id FROM "User" WHERE role_new1 IS NULL AND "role" IS NOT NULL LIMIT 1000);
COMMIT;
BEGIN;
ALTER TABLE "User" DROP COLUMN "role";
COMMIT;
BEGIN;
ALTER TABLE "User" RENAME COLUMN role_new1 TO "role";
COMMIT;
BEGIN;
ALTER DOMAIN "Role" RENAME TO "Role_old";
COMMIT;
BEGIN;
ALTER DOMAIN "Role_new" RENAME TO "Role";
COMMIT;
BEGIN;
DROP DOMAIN "Role_old";
COMMIT;
BEGIN;
ALTER TABLE "User" ALTER COLUMN "role" SET DEFAULT 'USER';
COMMIT;`,
  },
  {
    name: 'an enum takes the name of another one',
    sql: `CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE p (id uuid PRIMARY KEY, m mood);
ALTER TYPE mood RENAME TO mood_old;
CREATE TYPE mood AS ENUM ('ok', 'happy');
ALTER TABLE p ALTER COLUMN m TYPE mood USING m::text::mood;
DROP TYPE mood_old;`,
    fixed: `CREATE DOMAIN mood AS TEXT CHECK (VALUE IN ('sad', 'ok'));
CREATE TABLE p (id uuid PRIMARY KEY, m mood);
ALTER DOMAIN mood RENAME TO mood_old;
CREATE DOMAIN mood AS TEXT CHECK (VALUE IN ('ok', 'happy'));
ALTER TABLE p ADD COLUMN m_new mood;
-- Run this again and again, until it changes no row:
UPDATE p SET m_new = m::text::mood WHERE id IN (SELECT id FROM p WHERE m_new IS NULL AND m IS NOT NULL LIMIT 1000);
ALTER TABLE p DROP COLUMN m;
ALTER TABLE p RENAME COLUMN m_new TO m;
DROP DOMAIN mood_old;`,
    left: ['warning implicit-transaction'],
  },
  {
    name: 'a comment stays above its statement where a transaction is split',
    sql: `BEGIN;
ALTER TABLE u ALTER COLUMN r DROP DEFAULT;
ALTER TABLE u ALTER COLUMN r TYPE varchar(50);
COMMIT;`,
    fixed: `BEGIN;
ALTER TABLE u ALTER COLUMN r DROP DEFAULT;
COMMIT;
BEGIN;
ALTER TABLE u ADD COLUMN r_new varchar(50);
COMMIT;
BEGIN;
-- Run this in batches of at most 3,000 rows, until it changes none:
UPDATE u SET r_new = r WHERE r_new IS NULL AND r IS NOT NULL;
COMMIT;
BEGIN;
ALTER TABLE u DROP COLUMN r;
COMMIT;
BEGIN;
ALTER TABLE u RENAME COLUMN r_new TO r;
COMMIT;`,
  },
  {
    name: 'comments of several lines stay above their statement, and one behind a statement stays there',
    sql: `BEGIN;
CREATE TABLE a (id uuid PRIMARY KEY); -- behind a
/* about b
   more */
CREATE TABLE b (id uuid PRIMARY KEY);
-- about c
-- more
  CREATE TABLE c (id uuid PRIMARY KEY); /* behind c */
CREATE TABLE d (id uuid PRIMARY KEY);
COMMIT;`,
    fixed: `BEGIN;
CREATE TABLE a (id uuid PRIMARY KEY); -- behind a
COMMIT;
BEGIN;
/* about b
   more */
CREATE TABLE b (id uuid PRIMARY KEY);
COMMIT;
BEGIN;
-- about c
-- more
  CREATE TABLE c (id uuid PRIMARY KEY); /* behind c */
COMMIT;
BEGIN;
CREATE TABLE d (id uuid PRIMARY KEY);
COMMIT;`,
  },
  {
    name: 'the block of drizzle-kit around one statement goes',
    sql: `DO $$ BEGIN
 ALTER TABLE "posts" ADD CONSTRAINT "posts_user_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade;
EXCEPTION
 WHEN duplicate_object THEN null;
END $$;`,
    fixed: `ALTER TABLE "posts" ADD CONSTRAINT "posts_user_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade NOT VALID;
ALTER TABLE ASYNC "posts" VALIDATE CONSTRAINT "posts_user_fk";`,
    left: ['info wide-cascade', 'warning implicit-transaction'],
  },
  {
    name: "a function of an extension gives way to PostgreSQL's own",
    sql: `CREATE EXTENSION IF NOT EXISTS "uuid-ossp";
CREATE TABLE t (id uuid PRIMARY KEY DEFAULT uuid_generate_v4(), a text);`,
    fixed: `CREATE TABLE t (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), a text);`,
  },
  {
    name: 'COPY into a file that a variable names is left: \\copy takes no variables',
    sql: `COPY t TO :'filename' CSV;`,
    fixed: `COPY t TO :'filename' CSV;`,
    left: ['error copy-file'],
  },
  {
    name: 'a command that connects elsewhere becomes a comment',
    sql: `CREATE DATABASE shop;
\\c shop;
CREATE TABLE a (id uuid PRIMARY KEY);`,
    fixed: `-- review: everything goes into the one database of the cluster. Divide your tables into schemas (10 at most), or use another cluster.
-- CREATE DATABASE shop;
-- \\c shop;
CREATE TABLE a (id uuid PRIMARY KEY);`,
  },
  {
    name: 'EXPLAIN of a materialized view is left whole',
    sql: `EXPLAIN CREATE MATERIALIZED VIEW t AS SELECT 1;`,
    fixed: `EXPLAIN CREATE MATERIALIZED VIEW t AS SELECT 1;`,
    left: ['error materialized-view'],
  },
  {
    name: 'a reference to a column that cannot be a key gets no index',
    sql: `CREATE TABLE c (id uuid PRIMARY KEY, pid bytea REFERENCES p (id));`,
    fixed: `CREATE TABLE c (id uuid PRIMARY KEY, pid bytea REFERENCES p (id));`,
  },
  {
    name: 'what references a key of numbers becomes as wide as it',
    sql: `CREATE TABLE a (id serial PRIMARY KEY);
CREATE TABLE b (id uuid PRIMARY KEY, a_id integer REFERENCES a (id));`,
    fixed: `CREATE TABLE a (id bigint GENERATED BY DEFAULT AS IDENTITY (CACHE 65536) PRIMARY KEY);
CREATE TABLE b (id uuid PRIMARY KEY, a_id bigint REFERENCES a (id));
CREATE INDEX ASYNC b_a_id_idx ON b (a_id);`,
    left: ['hint sequential-primary-key', 'warning implicit-transaction'],
  },
  {
    name: 'a key stays a number where a column without a foreign key is named after it',
    sql: `CREATE TABLE users (id serial PRIMARY KEY, n text);
CREATE TABLE posts (id uuid PRIMARY KEY, user_id integer);`,
    fixed: `CREATE TABLE users (id bigint GENERATED BY DEFAULT AS IDENTITY (CACHE 65536) PRIMARY KEY, n text);
CREATE TABLE posts (id uuid PRIMARY KEY, user_id integer);`,
    left: ['hint sequential-primary-key', 'warning implicit-transaction'],
  },
  {
    name: 'a key stays a number where a view compares it',
    sql: `CREATE TABLE a (id serial PRIMARY KEY, n text);
CREATE VIEW v AS SELECT n FROM a WHERE id = 5;`,
    fixed: `CREATE TABLE a (id bigint GENERATED BY DEFAULT AS IDENTITY (CACHE 65536) PRIMARY KEY, n text);
CREATE VIEW v AS SELECT n FROM a WHERE id = 5;`,
    left: ['hint sequential-primary-key', 'warning implicit-transaction'],
  },
  {
    name: 'a key becomes a UUID where nothing asks for numbers',
    sql: `CREATE TABLE a (id serial PRIMARY KEY, n text);`,
    fixed: `CREATE TABLE a (id uuid DEFAULT gen_random_uuid() PRIMARY KEY, n text);`,
  },
  {
    name: 'a name of one letter is not taken for what its own key is called after',
    sql: `CREATE TABLE s (id serial PRIMARY KEY, n text);`,
    fixed: `CREATE TABLE s (id uuid DEFAULT gen_random_uuid() PRIMARY KEY, n text);`,
  },
  {
    name: 'an added serial column numbers all rows, and owns its sequence',
    sql: `ALTER TABLE a ADD COLUMN n serial;`,
    fixed: `CREATE SEQUENCE a_n_seq CACHE 65536;
ALTER TABLE a ADD COLUMN n bigint, ALTER COLUMN n SET DEFAULT nextval('a_n_seq'), ADD CONSTRAINT a_n_not_null CHECK (n IS NOT NULL) NOT VALID;
ALTER SEQUENCE a_n_seq OWNED BY a.n;
-- Run this in batches of at most 3,000 rows, until it changes none:
UPDATE a SET n = nextval('a_n_seq') WHERE n IS NULL;
ALTER TABLE ASYNC a VALIDATE CONSTRAINT a_n_not_null;`,
    left: ['warning implicit-transaction'],
  },
  {
    name: 'an added serial column keeps schema and case, NOT NULL and its neighbors',
    sql: `CREATE SCHEMA "S";
CREATE TABLE "S"."T" ("Id" uuid PRIMARY KEY);
INSERT INTO "S"."T" VALUES (gen_random_uuid());
ALTER TABLE "S"."T" ADD COLUMN "N" bigserial NOT NULL, ADD COLUMN m text;`,
    fixed: `CREATE SCHEMA "S";
CREATE TABLE "S"."T" ("Id" uuid PRIMARY KEY);
INSERT INTO "S"."T" VALUES (gen_random_uuid());
CREATE SEQUENCE "S"."T_N_seq" CACHE 65536;
ALTER TABLE "S"."T" ADD COLUMN "N" bigint, ALTER COLUMN "N" SET DEFAULT nextval('"S"."T_N_seq"'), ADD CONSTRAINT "T_N_not_null" CHECK ("N" IS NOT NULL) NOT VALID, ADD COLUMN m text;
ALTER SEQUENCE "S"."T_N_seq" OWNED BY "S"."T"."N";
-- Run this again and again, until it changes no row:
UPDATE "S"."T" SET "N" = nextval('"S"."T_N_seq"') WHERE "Id" IN (SELECT "Id" FROM "S"."T" WHERE "N" IS NULL LIMIT 1000);
ALTER TABLE ASYNC "S"."T" VALIDATE CONSTRAINT "T_N_not_null";`,
    left: ['warning implicit-transaction'],
  },
  {
    name: 'an index over contents becomes a comment, one over ranges stays',
    sql: `CREATE INDEX b1 ON docs USING gin (body gin_trgm_ops);
CREATE INDEX b2 ON logs USING brin (at);
CREATE TABLE film (id uuid PRIMARY KEY, words tsvector);
CREATE INDEX b3 ON film USING gist (words);
CREATE INDEX CONCURRENTLY IF NOT EXISTS b5 ON film USING hnsw (v vector_l2_ops) WITH (m = 4);
COMMENT ON INDEX b5 IS 'x';`,
    fixed: `-- review: queries that search inside values or by distance read the whole table. Index what queries ask for by an expression of its own, such as ((doc->>'name')).
-- CREATE INDEX b1 ON docs USING gin (body gin_trgm_ops);
CREATE INDEX ASYNC b2 ON logs (at);
CREATE TABLE film (id uuid PRIMARY KEY, words text);
-- review: queries that search inside values or by distance read the whole table. Index what queries ask for by an expression of its own, such as ((doc->>'name')).
-- CREATE INDEX b3 ON film USING gist (words);
-- review: queries that search inside values or by distance read the whole table. Index what queries ask for by an expression of its own, such as ((doc->>'name')).
-- CREATE INDEX CONCURRENTLY IF NOT EXISTS b5 ON film USING hnsw (v vector_l2_ops) WITH (m = 4);
-- COMMENT ON INDEX b5 IS 'x';`,
    left: ['warning implicit-transaction'],
  },
  {
    name: 'amounts of money are numbers in defaults, checks and rows',
    sql: `CREATE TABLE q (id uuid PRIMARY KEY, m money DEFAULT '$1,000.50', n money NOT NULL DEFAULT '$2'::money CHECK (n < '$1,000'::money));
INSERT INTO q VALUES (gen_random_uuid(), '$5.00');`,
    fixed: `CREATE TABLE q (id uuid PRIMARY KEY, m numeric(19,4) DEFAULT '1000.50', n numeric(19,4) NOT NULL DEFAULT '2'::numeric(19,4) CHECK (n < '1000'::numeric(19,4)));
INSERT INTO q VALUES (gen_random_uuid(), '5.00');`,
    left: ['warning implicit-transaction'],
  },
  {
    name: 'amounts of money are numbers in a domain',
    sql: `CREATE DOMAIN price AS money DEFAULT '$3.00' CHECK (VALUE > '$1'::money);`,
    fixed: `CREATE DOMAIN price AS numeric(19,4) DEFAULT '3.00' CHECK (VALUE > '1'::numeric(19,4));`,
  },
  {
    name: 'an address with operators and functions of its type is left to a person',
    sql: `CREATE TABLE q (id uuid PRIMARY KEY, ip inet CHECK (ip << '10.0.0.0/8'), host text GENERATED ALWAYS AS (host(ip)) STORED);`,
    fixed: `CREATE TABLE q (id uuid PRIMARY KEY, ip inet CHECK (ip << '10.0.0.0/8'), host text GENERATED ALWAYS AS (host(ip)) STORED);`,
    left: ['error unsupported-column-type'],
  },
  {
    name: 'an address that a view takes apart is left to a person, and one that it only compares is text',
    sql: `CREATE TABLE q (id uuid PRIMARY KEY, ip inet, other inet CHECK (other <> ''));
CREATE VIEW w AS SELECT masklen(q.ip) FROM q WHERE other = '1.1.1.1';`,
    fixed: `CREATE TABLE q (id uuid PRIMARY KEY, ip inet, other text CHECK (other <> ''));
CREATE VIEW w AS SELECT masklen(q.ip) FROM q WHERE other = '1.1.1.1';`,
    left: ['error unsupported-column-type', 'warning implicit-transaction'],
  },
  {
    name: 'a range that a check takes apart is left to a person',
    sql: `CREATE TABLE q (id uuid PRIMARY KEY, s int4range, CHECK (lower(s) > 3));`,
    fixed: `CREATE TABLE q (id uuid PRIMARY KEY, s int4range, CHECK (lower(s) > 3));`,
    left: ['error unsupported-column-type'],
  },
  {
    name: 'a composite type with values elsewhere is left to a person',
    sql: `CREATE TYPE pair AS (a int, b int);
CREATE VIEW w AS SELECT ROW(1,2)::pair AS p;
CREATE FUNCTION g() RETURNS pair LANGUAGE sql AS 'SELECT 1, 2';`,
    fixed: `CREATE TYPE pair AS (a int, b int);
CREATE VIEW w AS SELECT ROW(1,2)::pair AS p;
CREATE FUNCTION g() RETURNS pair LANGUAGE sql AS 'SELECT 1, 2';`,
    left: ['error custom-type', 'warning implicit-transaction'],
  },
  {
    name: 'a composite type whose fields are read is left to a person',
    sql: `CREATE TYPE pair AS (a int, b int);
CREATE TABLE t (id uuid PRIMARY KEY, p pair);
CREATE VIEW v AS SELECT (p).a FROM t;`,
    fixed: `CREATE TYPE pair AS (a int, b int);
CREATE TABLE t (id uuid PRIMARY KEY, p pair);
CREATE VIEW v AS SELECT (p).a FROM t;`,
    left: ['error custom-type', 'warning implicit-transaction'],
  },
  {
    name: 'indexes of a materialized view become comments',
    sql: `CREATE MATERIALIZED VIEW stats AS SELECT count(*) AS n, max(at) AS at FROM hits;
CREATE UNIQUE INDEX stats_at ON stats (at);
COMMENT ON INDEX stats_at IS 'x';
REFRESH MATERIALIZED VIEW CONCURRENTLY stats;`,
    fixed: `CREATE VIEW stats AS SELECT count(*) AS n, max(at) AS at FROM hits;
-- review: each query computes the view again, with the indexes of its tables. Index the columns of the tables that the view reads.
-- CREATE UNIQUE INDEX stats_at ON stats (at);
-- COMMENT ON INDEX stats_at IS 'x';
`,
  },
  {
    name: 'the default of a column of a composite type is an object',
    sql: `CREATE TYPE pair AS (a int, b text);
CREATE TABLE t (id uuid PRIMARY KEY, p pair DEFAULT '(1,x)', q pair DEFAULT NULL);`,
    fixed: `CREATE DOMAIN pair AS JSONB /* (a int, b text) */;
CREATE TABLE t (id uuid PRIMARY KEY, p pair DEFAULT '{"a": 1, "b": "x"}', q pair DEFAULT NULL);`,
    left: ['warning implicit-transaction'],
  },
  {
    name: 'a default that is computed of a composite type is left to a person',
    sql: `CREATE TYPE pair AS (a int, b text);
CREATE TABLE t (id uuid PRIMARY KEY, p pair DEFAULT ROW(1, lower('X')));`,
    fixed: `CREATE TYPE pair AS (a int, b text);
CREATE TABLE t (id uuid PRIMARY KEY, p pair DEFAULT ROW(1, lower('X')));`,
    left: ['error custom-type', 'warning implicit-transaction'],
  },
  {
    name: 'a function in SQL stands behind the table that it reads, its comments and owner with it',
    sql: `SET check_function_bodies = false;
-- what is there
CREATE FUNCTION public.stock(p integer) RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM public.items WHERE id = p'; -- fast
COMMENT ON FUNCTION public.stock(p integer) IS 'all of one';
CREATE FUNCTION public.twice(p integer) RETURNS bigint LANGUAGE sql AS 'SELECT 2 * public.stock(p)';
CREATE TABLE public.items (id integer PRIMARY KEY);
CREATE VIEW public.stocks AS SELECT id, public.stock(id) FROM public.items;`,
    fixed: `CREATE TABLE public.items (id integer PRIMARY KEY);
-- what is there
CREATE FUNCTION public.stock(p integer) RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM public.items WHERE id = p'; -- fast
CREATE FUNCTION public.twice(p integer) RETURNS bigint LANGUAGE sql AS 'SELECT 2 * public.stock(p)';
COMMENT ON FUNCTION public.stock(p integer) IS 'all of one';
CREATE VIEW public.stocks AS SELECT id, public.stock(id) FROM public.items;`,
    left: ['warning implicit-transaction'],
  },
  {
    name: 'a function that moves out of a transaction takes its BEGIN and COMMIT away where nothing else stands between',
    sql: `-- first
BEGIN;
-- counts
CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM late';
ALTER FUNCTION f() OWNER TO app;
COMMIT; -- end
CREATE TABLE late (id uuid PRIMARY KEY);
`,
    fixed: `-- first
-- end
CREATE TABLE late (id uuid PRIMARY KEY);
-- counts
CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM late';
ALTER FUNCTION f() OWNER TO app;
`,
    left: ['warning implicit-transaction'],
  },
  {
    name: 'a function of a dump names the schema that an empty search path does not, and stands behind the column that it reads',
    sql: `SET check_function_bodies = false;
SELECT pg_catalog.set_config('search_path', '', false);

--
-- Name: total(integer); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.total(shop integer) RETURNS bigint
    LANGUAGE sql STABLE
    AS $$ SELECT count(*) FROM sales s WHERE s.paid AND s.shop = total.shop $$;


--
-- Name: sales; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.sales (id bigint PRIMARY KEY, shop integer);
ALTER TABLE public.sales ADD COLUMN paid boolean;
`,
    fixed: `SELECT pg_catalog.set_config('search_path', '', false);

--
-- Name: sales; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.sales (id bigint PRIMARY KEY, shop integer);
ALTER TABLE public.sales ADD COLUMN paid boolean;

--
-- Name: total(integer); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.total(shop integer) RETURNS bigint
    LANGUAGE sql STABLE
    AS $$ SELECT count(*) FROM public.sales s WHERE s.paid AND s.shop = total.shop $$;
`,
    left: ['warning implicit-transaction'],
  },
  {
    name: 'a function whose table needs it is left to a person',
    sql: `CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM items';
CREATE TABLE items (id uuid PRIMARY KEY, n bigint DEFAULT f());`,
    fixed: `CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM items';
CREATE TABLE items (id uuid PRIMARY KEY, n bigint DEFAULT f());`,
    left: ['warning implicit-transaction', 'warning used-before-created'],
  },
  {
    name: 'functions that call each other are left to a person',
    sql: `CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS 'SELECT g()';
CREATE FUNCTION g() RETURNS bigint LANGUAGE sql AS 'SELECT f()';`,
    fixed: `CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS 'SELECT g()';
CREATE FUNCTION g() RETURNS bigint LANGUAGE sql AS 'SELECT f()';`,
    left: ['warning implicit-transaction', 'warning used-before-created'],
  },
  {
    name: 'what uses a function in Python becomes a comment with it',
    sql: `CREATE FUNCTION hashed(t text) RETURNS text LANGUAGE plpython3u IMMUTABLE AS $$ return t $$;
COMMENT ON FUNCTION hashed(t text) IS 'a hash';
CREATE DOMAIN word AS text CHECK (hashed(VALUE) <> '');
CREATE TABLE users (
  id uuid PRIMARY KEY,
  name text CHECK (hashed(name) <> ''),
  hash text DEFAULT lower(hashed('x')),
  CONSTRAINT whole CHECK (hashed(name) = hash)
);
ALTER TABLE users ALTER COLUMN name SET DEFAULT hashed('y');
CREATE INDEX ASYNC users_hash ON users (hashed(name));
CREATE VIEW hashes AS SELECT hashed(name) AS hash FROM users;
COMMENT ON VIEW hashes IS 'all';
GRANT SELECT ON hashes TO app;
CREATE VIEW fewer AS SELECT hash FROM hashes WHERE hash > 'm';
CREATE FUNCTION most() RETURNS text LANGUAGE sql AS $$ SELECT max(hash) FROM fewer $$;
SELECT most();
CREATE VIEW names AS SELECT name FROM users;`,
    fixed: `-- review: the function does not exist, and statements that use it fail. Write it in PL/pgSQL, in SQL where one query does it, or move it into the application.
-- CREATE FUNCTION hashed(t text) RETURNS text LANGUAGE plpython3u IMMUTABLE AS $$ return t $$;
-- COMMENT ON FUNCTION hashed(t text) IS 'a hash';
CREATE DOMAIN word AS text /* CHECK (hashed(VALUE) <> '') */;
CREATE TABLE users (
  id uuid PRIMARY KEY,
  name text /* CHECK (hashed(name) <> '') */,
  hash text /* DEFAULT lower(hashed('x')) */
  -- review: it uses what does not exist.
  -- CONSTRAINT whole CHECK (hashed(name) = hash)
);
-- review: it uses hashed.
-- ALTER TABLE users ALTER COLUMN name SET DEFAULT hashed('y');
-- review: it uses hashed.
-- CREATE INDEX ASYNC users_hash ON users (hashed(name));
-- review: it uses hashed.
-- CREATE VIEW hashes AS SELECT hashed(name) AS hash FROM users;
-- COMMENT ON VIEW hashes IS 'all';
-- GRANT SELECT ON hashes TO app;
-- review: it uses hashes.
-- CREATE VIEW fewer AS SELECT hash FROM hashes WHERE hash > 'm';
-- review: it uses fewer.
-- CREATE FUNCTION most() RETURNS text LANGUAGE sql AS $$ SELECT max(hash) FROM fewer $$;
-- review: it uses most.
-- SELECT most();
CREATE VIEW names AS SELECT name FROM users;`,
    left: ['warning implicit-transaction'],
  },
  {
    name: 'a function in Python that rows need is left to a person',
    sql: `CREATE FUNCTION hashed(t text) RETURNS text LANGUAGE plpython3u IMMUTABLE AS $$ return t $$;
CREATE TABLE users (id uuid PRIMARY KEY, hash text);
INSERT INTO users VALUES (gen_random_uuid(), hashed('x'));`,
    fixed: `CREATE FUNCTION hashed(t text) RETURNS text LANGUAGE plpython3u IMMUTABLE AS $$ return t $$;
CREATE TABLE users (id uuid PRIMARY KEY, hash text);
INSERT INTO users VALUES (gen_random_uuid(), hashed('x'));`,
    left: ['error function-language', 'warning implicit-transaction'],
  },
  {
    name: 'a function in Python that a generated column needs is left to a person',
    sql: `CREATE FUNCTION hashed(t text) RETURNS text LANGUAGE plpython3u IMMUTABLE AS $$ return t $$;
CREATE TABLE users (id uuid PRIMARY KEY, name text, hash text GENERATED ALWAYS AS (hashed(name)) STORED);`,
    fixed: `CREATE FUNCTION hashed(t text) RETURNS text LANGUAGE plpython3u IMMUTABLE AS $$ return t $$;
CREATE TABLE users (id uuid PRIMARY KEY, name text, hash text GENERATED ALWAYS AS (hashed(name)) STORED);`,
    left: ['error function-language', 'warning implicit-transaction'],
  },
  {
    name: 'a function in Python that a body in PL/pgSQL calls is left to a person',
    sql: `CREATE FUNCTION hashed(t text) RETURNS text LANGUAGE plpython3u IMMUTABLE AS $$ return t $$;
CREATE FUNCTION checked(t text) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RETURN hashed(t) > 'a'; END $$;`,
    fixed: `CREATE FUNCTION hashed(t text) RETURNS text LANGUAGE plpython3u IMMUTABLE AS $$ return t $$;
CREATE FUNCTION checked(t text) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RETURN hashed(t) > 'a'; END $$;`,
    left: ['error function-language', 'warning implicit-transaction'],
  },
  {
    name: 'calls of a procedure become comments with it',
    asOf: '2025-11-25',
    sql: `CREATE PROCEDURE tidy(a int) LANGUAGE plpgsql AS $$ BEGIN DELETE FROM t WHERE id = a; COMMIT; END $$;
CALL tidy(3);`,
    fixed: `-- review: the procedure does not exist, and statements that call it fail. Write an SQL function, or send the statements from the application.
-- CREATE PROCEDURE tidy(a int) LANGUAGE plpgsql AS $$ BEGIN DELETE FROM t WHERE id = a; COMMIT; END $$;
-- review: it uses tidy.
-- CALL tidy(3);`,
    left: [],
  },
  {
    name: 'calls of an aggregate and uses of an operator become comments with them',
    sql: `CREATE AGGREGATE product(numeric) (SFUNC = numeric_mul, STYPE = numeric);
CREATE OPERATOR === (LEFTARG = text, RIGHTARG = text, FUNCTION = texteq);
CREATE VIEW products AS SELECT product(n) FROM generate_series(1, 3) AS s (n);
CREATE VIEW sames AS SELECT 'a' === 'b' AS same;`,
    fixed: `-- review: statements that use it fail. Write an SQL function, and call it by its name.
-- CREATE AGGREGATE product(numeric) (SFUNC = numeric_mul, STYPE = numeric);
-- review: statements that use it fail. Write an SQL function, and call it by its name.
-- CREATE OPERATOR === (LEFTARG = text, RIGHTARG = text, FUNCTION = texteq);
-- review: it uses product.
-- CREATE VIEW products AS SELECT product(n) FROM generate_series(1, 3) AS s (n);
-- review: it uses ===.
-- CREATE VIEW sames AS SELECT 'a' === 'b' AS same;`,
    left: [],
  },
  {
    name: 'elements of CREATE SCHEMA become statements, and each of them is repaired',
    sql: `CREATE SCHEMA "S"
  -- the table
  CREATE TABLE t (id uuid PRIMARY KEY, tags text[])
  CREATE INDEX t_tags ON t (id) -- by key
  CREATE VIEW v AS SELECT * FROM t
  GRANT SELECT ON v TO PUBLIC
  CREATE SEQUENCE q;`,
    fixed: `CREATE SCHEMA "S";
  -- the table
  CREATE TABLE "S".t (id uuid PRIMARY KEY, tags jsonb);
  CREATE INDEX ASYNC t_tags ON "S".t (id); -- by key
  CREATE VIEW "S".v AS SELECT * FROM "S".t;
  GRANT SELECT ON "S".v TO PUBLIC;
  CREATE SEQUENCE "S".q CACHE 65536;`,
    left: ['warning implicit-transaction'],
  },
  {
    name: 'elements of a schema that a role owns are left to a person',
    sql: `CREATE SCHEMA AUTHORIZATION app CREATE TABLE t (id int PRIMARY KEY) CREATE INDEX i ON t (id);`,
    fixed: `CREATE SCHEMA AUTHORIZATION app CREATE TABLE t (id int PRIMARY KEY) CREATE INDEX i ON t (id);`,
    left: ['error schema-element'],
  },
  {
    name: 'a table is the same with its schema and by the search path',
    sql: `CREATE SCHEMA parcel;
SET search_path TO parcel, public;
CREATE TABLE customers (id int PRIMARY KEY, tags text[]);
INSERT INTO parcel.customers VALUES (1, '{a}');
INSERT INTO customers VALUES (2, '{b}');`,
    fixed: `CREATE SCHEMA parcel;
SET search_path TO parcel, public;
CREATE TABLE customers (id int PRIMARY KEY, tags jsonb);
INSERT INTO parcel.customers VALUES (1, '["a"]');
INSERT INTO customers VALUES (2, '["b"]');`,
    left: ['warning implicit-transaction'],
  },
  {
    name: 'amounts of money are numbers in later defaults and in conditions',
    sql: `CREATE TABLE q (id uuid PRIMARY KEY, m money);
ALTER TABLE q ALTER COLUMN m SET DEFAULT '$1,000.50';
UPDATE q SET m = '$7.00' WHERE m > '$2.00' OR m IN ('$3', '$4') OR m = '$5'::money;
DELETE FROM q WHERE m BETWEEN '$5.00' AND '$6';`,
    fixed: `CREATE TABLE q (id uuid PRIMARY KEY, m numeric(19,4));
ALTER TABLE q ALTER COLUMN m SET DEFAULT '1000.50';
UPDATE q SET m = '7.00' WHERE m > '2.00' OR m IN ('3', '4') OR m = '5'::NUMERIC(19,4);
DELETE FROM q WHERE m BETWEEN '5.00' AND '6';`,
    left: ['warning implicit-transaction'],
  },
  {
    name: 'bit strings are text in conditions',
    sql: `CREATE TABLE b (id uuid PRIMARY KEY, f bit(4));
UPDATE b SET f = B'1111' WHERE f = B'0000';`,
    fixed: `CREATE TABLE b (id uuid PRIMARY KEY, f text);
UPDATE b SET f = '1111' WHERE f = '0000';`,
    left: ['warning implicit-transaction'],
  },
  {
    name: 'a range of its own is left to a person where its bounds are asked for',
    sql: `CREATE TYPE span AS RANGE (subtype = float8);
CREATE TABLE r (id uuid PRIMARY KEY, s span, CHECK (NOT isempty(s)));`,
    fixed: `CREATE TYPE span AS RANGE (subtype = float8);
CREATE TABLE r (id uuid PRIMARY KEY, s span, CHECK (NOT isempty(s)));`,
    left: ['error custom-type', 'warning implicit-transaction'],
  },
  {
    name: 'an array is left to a person where expressions take it apart',
    sql: `CREATE TABLE t (id uuid PRIMARY KEY, tags text[]);
CREATE VIEW v AS SELECT id, tags[1] AS first FROM t;
CREATE FUNCTION tagged(x text) RETURNS bigint LANGUAGE sql AS $$ SELECT count(*) FROM t WHERE x = ANY (tags) $$;`,
    fixed: `CREATE TABLE t (id uuid PRIMARY KEY, tags text[]);
CREATE VIEW v AS SELECT id, tags[1] AS first FROM t;
CREATE FUNCTION tagged(x text) RETURNS bigint LANGUAGE sql AS $$ SELECT count(*) FROM t WHERE x = ANY (tags) $$;`,
    left: ['error array-column', 'warning implicit-transaction'],
  },
  {
    name: 'an enum is left to a person where a query asks for its values',
    sql: `CREATE TYPE mood AS ENUM ('sad', 'ok');
SELECT enum_range(NULL::mood);`,
    fixed: `CREATE TYPE mood AS ENUM ('sad', 'ok');
SELECT enum_range(NULL::mood);`,
    left: ['error enum-type'],
  },
  {
    name: 'an extension is left to a person where its operators are used',
    sql: `CREATE EXTENSION pg_trgm;
CREATE TABLE towns (id uuid PRIMARY KEY, name text);
CREATE VIEW near AS SELECT name FROM towns WHERE name % 'Riga';`,
    fixed: `CREATE EXTENSION pg_trgm;
CREATE TABLE towns (id uuid PRIMARY KEY, name text);
CREATE VIEW near AS SELECT name FROM towns WHERE name % 'Riga';`,
    left: ['error extension', 'warning implicit-transaction'],
  },
  {
    name: 'a type of an extension is left to a person where its operators are used',
    sql: `CREATE TABLE tree (id uuid PRIMARY KEY, path ltree);
SELECT id FROM tree WHERE path <@ 'a.b';`,
    fixed: `CREATE TABLE tree (id uuid PRIMARY KEY, path ltree);
SELECT id FROM tree WHERE path <@ 'a.b';`,
    left: ['error extension-type'],
  },
  {
    name: 'a unique column that may be there gets an index that may be there',
    sql: `ALTER TABLE t ADD COLUMN IF NOT EXISTS mail text UNIQUE;`,
    fixed: `ALTER TABLE t ADD COLUMN IF NOT EXISTS mail text;
CREATE UNIQUE INDEX ASYNC IF NOT EXISTS t_mail_key ON t (mail);`,
    left: ['warning implicit-transaction', 'warning unique-index-not-immediate'],
  },
  {
    name: 'RETURN of PL/pgSQL casts, and so does the query in its place',
    asOf: '2025-11-25',
    sql: `CREATE FUNCTION num(v text) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN v; END $$;
CREATE FUNCTION half(v int) RETURNS numeric(10,2) LANGUAGE plpgsql AS $$ BEGIN RETURN v / 2; END $$;`,
    fixed: `CREATE FUNCTION num(v text) RETURNS int LANGUAGE sql AS $$ SELECT CAST(v AS int) $$;
CREATE FUNCTION half(v int) RETURNS numeric(10,2) LANGUAGE sql AS $$ SELECT CAST(v / 2 AS numeric(10,2)) $$;`,
    left: ['warning implicit-transaction'],
  },
  {
    name: 'a comment before a statement on its line goes with it',
    sql: `BEGIN;
/* first */ CREATE TABLE a (id uuid PRIMARY KEY);
/* second */ CREATE TABLE b (id uuid PRIMARY KEY);
INSERT INTO a VALUES (gen_random_uuid());
COMMIT;`,
    fixed: `BEGIN;
/* first */ CREATE TABLE a (id uuid PRIMARY KEY);
COMMIT;
BEGIN;
/* second */ CREATE TABLE b (id uuid PRIMARY KEY);
COMMIT;
BEGIN;
INSERT INTO a VALUES (gen_random_uuid());
COMMIT;`,
  },
  {
    name: 'a reference of more columns than a key takes gets an index of the first eight',
    sql: `CREATE TABLE c (id uuid PRIMARY KEY, c1 int, c2 int, c3 int, c4 int, c5 int, c6 int, c7 int, c8 int, c9 int, FOREIGN KEY (c1, c2, c3, c4, c5, c6, c7, c8, c9) REFERENCES many);`,
    fixed: `CREATE TABLE c (id uuid PRIMARY KEY, c1 int, c2 int, c3 int, c4 int, c5 int, c6 int, c7 int, c8 int, c9 int, FOREIGN KEY (c1, c2, c3, c4, c5, c6, c7, c8, c9) REFERENCES many);
CREATE INDEX ASYNC c_c1_c2_c3_c4_c5_c6_c7_c8_c9_idx ON c (c1, c2, c3, c4, c5, c6, c7, c8);`,
    left: ['warning implicit-transaction'],
  },
  {
    name: 'a table that has all its indexes gets none for its reference',
    sql: `CREATE TABLE t (id uuid PRIMARY KEY, pid int REFERENCES p, a1 int UNIQUE, a2 int UNIQUE, a3 int UNIQUE, a4 int UNIQUE, a5 int UNIQUE, a6 int UNIQUE, a7 int UNIQUE, a8 int UNIQUE, a9 int UNIQUE, a10 int UNIQUE, a11 int UNIQUE, a12 int UNIQUE, a13 int UNIQUE, a14 int UNIQUE, a15 int UNIQUE, a16 int UNIQUE, a17 int UNIQUE, a18 int UNIQUE, a19 int UNIQUE, a20 int UNIQUE, a21 int UNIQUE, a22 int UNIQUE, a23 int UNIQUE);`,
    fixed: `CREATE TABLE t (id uuid PRIMARY KEY, pid int REFERENCES p, a1 int UNIQUE, a2 int UNIQUE, a3 int UNIQUE, a4 int UNIQUE, a5 int UNIQUE, a6 int UNIQUE, a7 int UNIQUE, a8 int UNIQUE, a9 int UNIQUE, a10 int UNIQUE, a11 int UNIQUE, a12 int UNIQUE, a13 int UNIQUE, a14 int UNIQUE, a15 int UNIQUE, a16 int UNIQUE, a17 int UNIQUE, a18 int UNIQUE, a19 int UNIQUE, a20 int UNIQUE, a21 int UNIQUE, a22 int UNIQUE, a23 int UNIQUE);`,
    left: ['warning foreign-key-without-index'],
  },
  {
    name: 'amounts of money are numbers in casts, parameters, variables and conditions of bodies',
    sql: `CREATE TABLE "Pay" (id uuid PRIMARY KEY, "Amt" money NOT NULL, fee money);
SELECT * FROM "Pay" WHERE cast('$1.00' AS money) < fee AND fee > money '$2,000';
CREATE FUNCTION rich(a money DEFAULT '$7.00') RETURNS TABLE (x money) LANGUAGE sql AS $$ SELECT "Amt" FROM "Pay" WHERE "Amt" > a AND fee < '$1,000'::money $$;
CREATE FUNCTION paid() RETURNS money LANGUAGE plpgsql AS $$ DECLARE x money := '$3.00'; BEGIN SELECT sum("Amt") INTO x FROM "Pay" WHERE "Amt" > '$2.00'; RETURN x; END $$;
SELECT paid(), rich();`,
    fixed: `CREATE TABLE "Pay" (id uuid PRIMARY KEY, "Amt" numeric(19,4) NOT NULL, fee numeric(19,4));
SELECT * FROM "Pay" WHERE cast('1.00' AS NUMERIC(19,4)) < fee AND fee > NUMERIC(19,4) '2000';
CREATE FUNCTION rich(a NUMERIC(19,4) DEFAULT '7.00') RETURNS TABLE (x NUMERIC(19,4)) LANGUAGE sql AS $$ SELECT "Amt" FROM "Pay" WHERE "Amt" > a AND fee < '1000'::NUMERIC(19,4) $$;
CREATE FUNCTION paid() RETURNS NUMERIC(19,4) LANGUAGE plpgsql AS $$ DECLARE x NUMERIC(19,4) := '3.00'; BEGIN SELECT sum("Amt") INTO x FROM "Pay" WHERE "Amt" > '2.00'; RETURN x; END $$;
SELECT paid(), rich();`,
    left: ['warning implicit-transaction'],
  },
  {
    name: 'amounts of money between doubled quotes are left to a person',
    sql: `CREATE TABLE m (id uuid PRIMARY KEY, a money);
CREATE FUNCTION rich() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM m WHERE a > ''$2.00''';`,
    fixed: `CREATE TABLE m (id uuid PRIMARY KEY, a money);
CREATE FUNCTION rich() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM m WHERE a > ''$2.00''';`,
    left: ['error unsupported-column-type', 'warning implicit-transaction'],
  },
  {
    name: 'bits may be written as hexadecimal digits',
    sql: `CREATE TABLE b (id int PRIMARY KEY, f bit(4) DEFAULT B'1010', v varbit DEFAULT X'FF');
INSERT INTO b (id, f) VALUES (1, X'A');
SELECT id FROM b WHERE v = X'0F';`,
    fixed: `CREATE TABLE b (id int PRIMARY KEY, f text DEFAULT '1010', v text DEFAULT '11111111');
INSERT INTO b (id, f) VALUES (1, '1010');
SELECT id FROM b WHERE v = '00001111';`,
    left: ['warning implicit-transaction'],
  },
  {
    name: 'bits that are compared with bits that are computed are left to a person',
    sql: `CREATE TABLE b (id int PRIMARY KEY, f bit(4));
SELECT id FROM b WHERE f = 3::bit(4);`,
    fixed: `CREATE TABLE b (id int PRIMARY KEY, f bit(4));
SELECT id FROM b WHERE f = 3::bit(4);`,
    left: ['error unsupported-column-type'],
  },
  {
    name: 'an address that is compared with one is left to a person',
    sql: `CREATE TABLE q (id uuid PRIMARY KEY, ip inet, mac macaddr);
SELECT id FROM q WHERE ip = '1.1.1.1'::inet;
CREATE VIEW v AS SELECT id FROM q WHERE mac = macaddr '08:00:2b:01:02:03';`,
    fixed: `CREATE TABLE q (id uuid PRIMARY KEY, ip inet, mac macaddr);
SELECT id FROM q WHERE ip = '1.1.1.1'::inet;
CREATE VIEW v AS SELECT id FROM q WHERE mac = macaddr '08:00:2b:01:02:03';`,
    left: ['error unsupported-column-type', 'error unsupported-column-type', 'warning implicit-transaction'],
  },
  {
    name: 'an address that is compared with a parameter is left to a person',
    sql: `CREATE TABLE q (id uuid PRIMARY KEY, ip inet);
CREATE FUNCTION of_ip(a inet) RETURNS uuid LANGUAGE sql AS $$ SELECT id FROM q WHERE ip = a $$;`,
    fixed: `CREATE TABLE q (id uuid PRIMARY KEY, ip inet);
CREATE FUNCTION of_ip(a inet) RETURNS uuid LANGUAGE sql AS $$ SELECT id FROM q WHERE ip = a $$;`,
    left: ['error unsupported-column-type', 'warning implicit-transaction'],
  },
  {
    name: 'an address that is cast where it is compared is text',
    sql: `CREATE TABLE q (id uuid PRIMARY KEY, ip inet);
SELECT id FROM q WHERE ip::inet <<= '1.1.1.0/24';`,
    fixed: `CREATE TABLE q (id uuid PRIMARY KEY, ip text);
SELECT id FROM q WHERE ip::inet <<= '1.1.1.0/24';`,
  },
  {
    name: 'a document that functions of XML read is left to a person',
    sql: `CREATE TABLE x (id uuid PRIMARY KEY, doc xml, other xml, plain xml);
CREATE VIEW v AS SELECT t.a FROM x, XMLTABLE('/r' PASSING doc COLUMNS a int PATH 'a') t;
CREATE VIEW w AS SELECT other IS DOCUMENT AS is_one, plain::text FROM x;`,
    fixed: `CREATE TABLE x (id uuid PRIMARY KEY, doc xml, other xml, plain text);
CREATE VIEW v AS SELECT t.a FROM x, XMLTABLE('/r' PASSING doc COLUMNS a int PATH 'a') t;
CREATE VIEW w AS SELECT other IS DOCUMENT AS is_one, plain::text FROM x;`,
    left: ['error unsupported-column-type', 'error unsupported-column-type', 'warning implicit-transaction'],
  },
  {
    name: 'fields of a composite type that rows write are left to a person',
    sql: `CREATE TYPE addr AS (street text, zip text);
CREATE TABLE c (id uuid PRIMARY KEY, home addr);
INSERT INTO c (id, home.street, home.zip) VALUES (gen_random_uuid(), 'a', 'b');`,
    fixed: `CREATE TYPE addr AS (street text, zip text);
CREATE TABLE c (id uuid PRIMARY KEY, home addr);
INSERT INTO c (id, home.street, home.zip) VALUES (gen_random_uuid(), 'a', 'b');`,
    left: ['error custom-type', 'warning implicit-transaction'],
  },
  {
    name: 'a materialized view that may be there is replaced, its storage goes, and its indexes become comments by each of their names',
    sql: `CREATE TABLE hits (id uuid PRIMARY KEY, n int);
CREATE MATERIALIZED VIEW IF NOT EXISTS "Stats" WITH (fillfactor=70) AS SELECT sum(n) AS n FROM hits WITH NO DATA;
CREATE INDEX "StatsN" ON "Stats" USING btree (n DESC);
ALTER INDEX "StatsN" RENAME TO "StatsNN";
COMMENT ON INDEX "StatsNN" IS 'x';
DROP INDEX "StatsNN";
ALTER MATERIALIZED VIEW "Stats" SET (fillfactor = 80);
ALTER MATERIALIZED VIEW "Stats" RENAME TO "Sums";
CREATE INDEX sums_n ON "Sums" (n);`,
    fixed: `CREATE TABLE hits (id uuid PRIMARY KEY, n int);
CREATE OR REPLACE VIEW "Stats" AS SELECT sum(n) AS n FROM hits;
-- review: each query computes the view again, with the indexes of its tables. Index the columns of the tables that the view reads.
-- CREATE INDEX ASYNC "StatsN" ON "Stats" (n);
-- ALTER INDEX "StatsN" RENAME TO "StatsNN";
-- COMMENT ON INDEX "StatsNN" IS 'x';
-- DROP INDEX "StatsNN";
ALTER VIEW "Stats" RENAME TO "Sums";
-- review: each query computes the view again, with the indexes of its tables. Index the columns of the tables that the view reads.
-- CREATE INDEX ASYNC sums_n ON "Sums" (n);`,
    left: ['warning implicit-transaction'],
  },
  {
    name: 'a cast that statements may need is left to a person',
    sql: `CREATE CAST (text AS int) WITH INOUT AS IMPLICIT;
CREATE VIEW two AS SELECT '1'::text + 1 AS two;`,
    fixed: `CREATE CAST (text AS int) WITH INOUT AS IMPLICIT;
CREATE VIEW two AS SELECT '1'::text + 1 AS two;`,
    left: ['error catalog-object', 'warning implicit-transaction'],
  },
  {
    name: 'a cast that no statement writes becomes a comment, and what is said of it with it',
    sql: `CREATE TABLE n (id uuid PRIMARY KEY, n int);
CREATE CAST (text AS int) WITH INOUT;
COMMENT ON CAST (text AS int) IS 'x';
INSERT INTO n VALUES (gen_random_uuid(), 1);
DROP CAST (text AS int);`,
    fixed: `CREATE TABLE n (id uuid PRIMARY KEY, n int);
-- review: statements that use it fail. Write an SQL function, and call it by its name.
-- CREATE CAST (text AS int) WITH INOUT;
-- COMMENT ON CAST (text AS int) IS 'x';
INSERT INTO n VALUES (gen_random_uuid(), 1);
-- DROP CAST (text AS int);`,
    left: ['warning implicit-transaction'],
  },
  {
    name: 'what uses an operator becomes a comment with it',
    sql: `CREATE FUNCTION eqi(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT lower($1) = lower($2)';
CREATE OPERATOR ==~ (LEFTARG = text, RIGHTARG = text, FUNCTION = eqi);
CREATE TABLE t (id uuid PRIMARY KEY, a text);
CREATE FUNCTION found(x text) RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM t WHERE a ==~ x';
CREATE VIEW v AS SELECT id FROM t WHERE a ==~ 'x';
SELECT found('a');
ALTER OPERATOR ==~ (text, text) OWNER TO app;
COMMENT ON OPERATOR ==~ (text, text) IS 'x';
CREATE INDEX i ON t (a) WHERE a ==~ 'b';`,
    fixed: `CREATE FUNCTION eqi(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT lower($1) = lower($2)';
-- review: statements that use it fail. Write an SQL function, and call it by its name.
-- CREATE OPERATOR ==~ (LEFTARG = text, RIGHTARG = text, FUNCTION = eqi);
CREATE TABLE t (id uuid PRIMARY KEY, a text);
-- review: it uses ==~.
-- CREATE FUNCTION found(x text) RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM t WHERE a ==~ x';
-- review: it uses ==~.
-- CREATE VIEW v AS SELECT id FROM t WHERE a ==~ 'x';
-- review: it uses found.
-- SELECT found('a');
-- ALTER OPERATOR ==~ (text, text) OWNER TO app;
-- COMMENT ON OPERATOR ==~ (text, text) IS 'x';
-- review: it uses ==~.
-- CREATE INDEX i ON t (a) WHERE a ==~ 'b';`,
    left: ['warning implicit-transaction'],
  },
  {
    name: 'a collation by which queries sort is left to a person',
    sql: `CREATE COLLATION german (provider = icu, locale = 'de-DE');
CREATE TABLE d (id uuid PRIMARY KEY, b text COLLATE german);
SELECT b FROM d ORDER BY b COLLATE german;`,
    fixed: `CREATE COLLATION german (provider = icu, locale = 'de-DE');
CREATE TABLE d (id uuid PRIMARY KEY, b text);
SELECT b FROM d ORDER BY b COLLATE german;`,
    left: ['error create-collation', 'warning implicit-transaction'],
  },
  {
    name: 'a function stands behind the sequence that a string names',
    sql: `SET check_function_bodies = false;
CREATE FUNCTION one() RETURNS bigint LANGUAGE sql AS $$ SELECT nextval('s') $$;
CREATE FUNCTION other() RETURNS bigint LANGUAGE sql AS $$ SELECT nextval('public."S 2"'::regclass) $$;
CREATE SEQUENCE s;
CREATE SEQUENCE "S 2";`,
    fixed: `CREATE SEQUENCE s CACHE 65536;
CREATE FUNCTION one() RETURNS bigint LANGUAGE sql AS $$ SELECT nextval('s') $$;
CREATE SEQUENCE "S 2" CACHE 65536;
CREATE FUNCTION other() RETURNS bigint LANGUAGE sql AS $$ SELECT nextval('public."S 2"'::regclass) $$;`,
    left: ['warning implicit-transaction'],
  },
  {
    name: 'a sequence for integers takes numbers one by one',
    sql: `CREATE SEQUENCE few;
CREATE TABLE t (id integer DEFAULT nextval('few') PRIMARY KEY);
CREATE SEQUENCE "Few" AS integer;
CREATE TABLE u (id smallint NOT NULL, PRIMARY KEY (id));
ALTER TABLE u ALTER COLUMN id SET DEFAULT nextval('public."Few"'::regclass);
CREATE SEQUENCE many;
CREATE TABLE w (id bigint DEFAULT nextval('many') PRIMARY KEY);`,
    fixed: `CREATE SEQUENCE few CACHE 1;
CREATE TABLE t (id integer DEFAULT nextval('few') PRIMARY KEY);
CREATE SEQUENCE "Few" AS bigint CACHE 1;
CREATE TABLE u (id smallint NOT NULL, PRIMARY KEY (id));
ALTER TABLE u ALTER COLUMN id SET DEFAULT nextval('public."Few"'::regclass);
CREATE SEQUENCE many CACHE 65536;
CREATE TABLE w (id bigint DEFAULT nextval('many') PRIMARY KEY);`,
    left: ['warning implicit-transaction'],
  },
  {
    name: 'what references numbers of a dump becomes as wide as they are',
    sql: `CREATE TABLE public.w (id integer NOT NULL, t text);
CREATE SEQUENCE public.w_id_seq AS integer START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1;
ALTER SEQUENCE public.w_id_seq OWNED BY public.w.id;
CREATE TABLE public.b (id integer NOT NULL, w_id integer, PRIMARY KEY (id));
ALTER TABLE ONLY public.w ALTER COLUMN id SET DEFAULT nextval('public.w_id_seq'::regclass);
ALTER TABLE ONLY public.w ADD CONSTRAINT w_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.b ADD CONSTRAINT b_fk FOREIGN KEY (w_id) REFERENCES public.w(id);`,
    fixed: `CREATE TABLE public.w (id bigint GENERATED BY DEFAULT AS IDENTITY (CACHE 65536) NOT NULL, t text, CONSTRAINT w_pkey PRIMARY KEY (id));
CREATE TABLE public.b (id integer NOT NULL, w_id bigint, PRIMARY KEY (id), CONSTRAINT b_fk FOREIGN KEY (w_id) REFERENCES public.w(id));

CREATE INDEX ASYNC b_w_id_idx ON public.b (w_id);`,
    left: ['hint sequential-primary-key', 'warning implicit-transaction'],
  },
  {
    name: 'a key in mixed case stays a number where a view compares it, a call names its sequence or a column is named after it',
    sql: `CREATE TABLE "Tags" ("TagId" serial PRIMARY KEY, "Name" text);
CREATE VIEW v AS SELECT "Name" FROM "Tags" WHERE "TagId" = 5;
CREATE TABLE "Lists" ("Id" smallserial PRIMARY KEY, "Name" text);
SELECT setval('"Lists_Id_seq"', 7);
CREATE TABLE "Users" ("id" serial PRIMARY KEY, "Name" text);
CREATE TABLE "Posts" ("key" uuid PRIMARY KEY, "userId" int);`,
    fixed: `CREATE TABLE "Tags" ("TagId" bigint GENERATED BY DEFAULT AS IDENTITY (CACHE 65536) PRIMARY KEY, "Name" text);
CREATE VIEW v AS SELECT "Name" FROM "Tags" WHERE "TagId" = 5;
CREATE TABLE "Lists" ("Id" bigint GENERATED BY DEFAULT AS IDENTITY (CACHE 65536) PRIMARY KEY, "Name" text);
SELECT setval('"Lists_Id_seq"', 7);
CREATE TABLE "Users" ("id" bigint GENERATED BY DEFAULT AS IDENTITY (CACHE 65536) PRIMARY KEY, "Name" text);
CREATE TABLE "Posts" ("key" uuid PRIMARY KEY, "userId" int);`,
    left: [
      'hint sequential-primary-key',
      'hint sequential-primary-key',
      'hint sequential-primary-key',
      'warning implicit-transaction',
    ],
  },
  {
    name: 'a key stays a number where a check, an index or a generated column computes something of it',
    sql: `CREATE TABLE a (aid serial PRIMARY KEY, n text, CHECK (aid > 0));
CREATE TABLE b (bid serial PRIMARY KEY, n text);
CREATE INDEX ON b ((bid % 10));
CREATE TABLE c (cid serial PRIMARY KEY, m int GENERATED ALWAYS AS (cid * 2) STORED);`,
    fixed: `CREATE TABLE a (aid bigint GENERATED BY DEFAULT AS IDENTITY (CACHE 65536) PRIMARY KEY, n text, CHECK (aid > 0));
CREATE TABLE b (bid bigint GENERATED BY DEFAULT AS IDENTITY (CACHE 65536) PRIMARY KEY, n text);
CREATE INDEX ASYNC ON b ((bid % 10));
CREATE TABLE c (cid bigint GENERATED BY DEFAULT AS IDENTITY (CACHE 65536) PRIMARY KEY, m int GENERATED ALWAYS AS (cid * 2) STORED);`,
    left: [
      'hint sequential-primary-key',
      'hint sequential-primary-key',
      'hint sequential-primary-key',
      'warning implicit-transaction',
    ],
  },
  {
    name: 'parts of a transaction keep what is set for it',
    sql: `BEGIN;
SET LOCAL search_path TO public;
CREATE TABLE a (id uuid PRIMARY KEY);
CREATE TABLE b (id uuid PRIMARY KEY);
SET CONSTRAINTS ALL DEFERRED;
INSERT INTO b VALUES (gen_random_uuid());
COMMIT;`,
    fixed: `BEGIN;
SET LOCAL search_path TO public;
CREATE TABLE a (id uuid PRIMARY KEY);
COMMIT;
BEGIN;
SET LOCAL search_path TO public;
CREATE TABLE b (id uuid PRIMARY KEY);
SET CONSTRAINTS ALL DEFERRED;
COMMIT;
BEGIN;
SET LOCAL search_path TO public;
SET CONSTRAINTS ALL DEFERRED;
INSERT INTO b VALUES (gen_random_uuid());
COMMIT;`,
  },
  {
    name: 'a transaction that is undone is not parted',
    sql: `BEGIN;
DROP TABLE a;
DROP TABLE b;
ROLLBACK;`,
    fixed: `BEGIN;
DROP TABLE a;
DROP TABLE b;
ROLLBACK;`,
    left: ['error two-ddl-in-transaction'],
  },
  {
    name: 'no empty transaction stays where a function moves out of one that is parted',
    sql: `BEGIN;
CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM late';
CREATE TABLE one (id uuid PRIMARY KEY);
CREATE TABLE late (id uuid PRIMARY KEY);
COMMIT;`,
    fixed: `BEGIN;
CREATE TABLE one (id uuid PRIMARY KEY);
COMMIT;
BEGIN;
CREATE TABLE late (id uuid PRIMARY KEY);
COMMIT;
BEGIN;
CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM late';
COMMIT;`,
  },
  {
    name: 'a default that is set later is written for the new type, be it an array, bits or a composite value',
    sql: `CREATE TYPE pair AS (a int, b text);
CREATE TABLE t (id uuid PRIMARY KEY, tags text[], b bit(3), p pair);
ALTER TABLE t ALTER COLUMN tags SET DEFAULT '{z}', ALTER COLUMN b SET DEFAULT X'5', ALTER p SET DEFAULT '(1,x)';
ALTER TABLE ONLY public.t ALTER tags SET DEFAULT ARRAY[]::text[];
DO $$ BEGIN ALTER TABLE t ALTER COLUMN tags SET DEFAULT '{q}'; END $$;`,
    fixed: `CREATE DOMAIN pair AS JSONB /* (a int, b text) */;
CREATE TABLE t (id uuid PRIMARY KEY, tags jsonb, b text, p pair);
ALTER TABLE t ALTER COLUMN tags SET DEFAULT '["z"]', ALTER COLUMN b SET DEFAULT '0101', ALTER p SET DEFAULT '{"a": 1, "b": "x"}';
ALTER TABLE ONLY public.t ALTER tags SET DEFAULT '[]';
DO $$ BEGIN ALTER TABLE t ALTER COLUMN tags SET DEFAULT '["q"]'; END $$;`,
    left: ['warning implicit-transaction'],
  },
  {
    name: 'a serial column whose default or sequence changes later is filled by a sequence of its own',
    sql: `CREATE SCHEMA s;
CREATE TABLE IF NOT EXISTS s.a (id serial PRIMARY KEY, "N" bigserial, o serial NOT NULL);
CREATE TABLE b (id uuid PRIMARY KEY, a_id int REFERENCES s.a (id));
CREATE INDEX ASYNC ON b (a_id);
ALTER TABLE s.a ALTER COLUMN id SET DEFAULT 5;
ALTER TABLE s.a ALTER "N" DROP DEFAULT;
ALTER SEQUENCE s.a_o_seq OWNED BY NONE;`,
    fixed: `CREATE SCHEMA s;
CREATE SEQUENCE IF NOT EXISTS s.a_id_seq CACHE 65536;
CREATE SEQUENCE IF NOT EXISTS s."a_N_seq" CACHE 65536;
CREATE SEQUENCE IF NOT EXISTS s.a_o_seq CACHE 65536;
CREATE TABLE IF NOT EXISTS s.a (id bigint DEFAULT nextval('s.a_id_seq') PRIMARY KEY, "N" bigint DEFAULT nextval('s."a_N_seq"') NOT NULL, o bigint DEFAULT nextval('s.a_o_seq') NOT NULL);
ALTER SEQUENCE s.a_o_seq OWNED BY s.a.o;
ALTER SEQUENCE s."a_N_seq" OWNED BY s.a."N";
ALTER SEQUENCE s.a_id_seq OWNED BY s.a.id;
CREATE TABLE b (id uuid PRIMARY KEY, a_id bigint REFERENCES s.a (id));
CREATE INDEX ASYNC ON b (a_id);
ALTER TABLE s.a ALTER COLUMN id SET DEFAULT 5;
ALTER TABLE s.a ALTER "N" DROP DEFAULT;
ALTER SEQUENCE s.a_o_seq OWNED BY NONE;`,
    left: ['warning implicit-transaction'],
  },
  {
    name: 'numbers of a dump stay set up apart where their default changes later',
    sql: `CREATE TABLE t (id integer NOT NULL, PRIMARY KEY (id));
CREATE SEQUENCE t_id_seq CACHE 1;
ALTER SEQUENCE t_id_seq OWNED BY t.id;
ALTER TABLE t ALTER COLUMN id SET DEFAULT nextval('t_id_seq'::regclass);
ALTER TABLE t ALTER COLUMN id DROP DEFAULT;`,
    fixed: `CREATE TABLE t (id integer NOT NULL, PRIMARY KEY (id));
CREATE SEQUENCE t_id_seq CACHE 1;
ALTER SEQUENCE t_id_seq OWNED BY t.id;
ALTER TABLE t ALTER COLUMN id SET DEFAULT nextval('t_id_seq'::regclass);
ALTER TABLE t ALTER COLUMN id DROP DEFAULT;`,
    left: ['warning implicit-transaction'],
  },
  {
    name: 'a serial column that may be there gets a sequence that may be there',
    sql: `ALTER TABLE a ADD COLUMN IF NOT EXISTS n bigserial;`,
    fixed: `CREATE SEQUENCE IF NOT EXISTS a_n_seq CACHE 65536;
ALTER TABLE a ADD COLUMN IF NOT EXISTS n bigint, ALTER COLUMN n SET DEFAULT nextval('a_n_seq'), DROP CONSTRAINT IF EXISTS a_n_not_null, ADD CONSTRAINT a_n_not_null CHECK (n IS NOT NULL) NOT VALID;
ALTER SEQUENCE a_n_seq OWNED BY a.n;
-- Run this in batches of at most 3,000 rows, until it changes none:
UPDATE a SET n = nextval('a_n_seq') WHERE n IS NULL;
ALTER TABLE ASYNC a VALIDATE CONSTRAINT a_n_not_null;`,
    left: ['warning implicit-transaction'],
  },
  {
    name: 'a function in PL/pgSQL stands behind the tables whose types it declares',
    sql: `SET check_function_bodies = false;
CREATE FUNCTION public.f() RETURNS bigint LANGUAGE plpgsql AS $$ DECLARE r public.items%ROWTYPE; BEGIN RETURN 1; END $$;
CREATE FUNCTION g() RETURNS bigint LANGUAGE plpgsql AS $$ DECLARE n items.id%TYPE; m items; BEGIN RETURN 1; END $$;
CREATE FUNCTION h() RETURNS bigint LANGUAGE plpgsql AS $$ DECLARE n int; BEGIN SELECT count(*) INTO n FROM items; RETURN n; END $$;
CREATE TABLE items (id integer PRIMARY KEY);`,
    fixed: `CREATE FUNCTION h() RETURNS bigint LANGUAGE plpgsql AS $$ DECLARE n int; BEGIN SELECT count(*) INTO n FROM items; RETURN n; END $$;
CREATE TABLE items (id integer PRIMARY KEY);
CREATE FUNCTION public.f() RETURNS bigint LANGUAGE plpgsql AS $$ DECLARE r public.items%ROWTYPE; BEGIN RETURN 1; END $$;
CREATE FUNCTION g() RETURNS bigint LANGUAGE plpgsql AS $$ DECLARE n items.id%TYPE; m items; BEGIN RETURN 1; END $$;`,
    left: ['warning implicit-transaction'],
  },
  {
    name: 'a value of an enum that is renamed again and again is listed by its last name, whatever the type is called',
    sql: `CREATE SCHEMA s;
CREATE TYPE mood AS ENUM ('a', 'b');
ALTER TYPE mood RENAME VALUE 'a' TO 'x';
ALTER TYPE public.mood RENAME VALUE 'x' TO 'y';
ALTER TYPE mood RENAME TO feeling;
ALTER TYPE feeling SET SCHEMA s;
ALTER TYPE s.feeling ADD VALUE 'c';
ALTER TYPE s.feeling RENAME VALUE 'c' TO 'd';
CREATE TABLE p (id uuid PRIMARY KEY, m s.feeling DEFAULT 'y', n s.feeling DEFAULT 'd');
INSERT INTO p VALUES (gen_random_uuid());`,
    fixed: `CREATE SCHEMA s;
CREATE DOMAIN mood AS TEXT CHECK (VALUE IN ('y', 'b', 'd'));
ALTER DOMAIN mood RENAME TO feeling;
ALTER DOMAIN feeling SET SCHEMA s;
CREATE TABLE p (id uuid PRIMARY KEY, m s.feeling DEFAULT 'y', n s.feeling DEFAULT 'd');
INSERT INTO p VALUES (gen_random_uuid());`,
    left: ['warning implicit-transaction'],
  },
  {
    name: "an index by an expression whose type is no key's becomes a comment, or loses it",
    sql: `CREATE TABLE d (id uuid PRIMARY KEY, j jsonb, at timestamptz, b bytea);
CREATE INDEX a1 ON d ((j->'a'));
CREATE INDEX a2 ON d ((j->>'a'), (j #> '{a,b}'));
CREATE INDEX a3 ON d ((at - at));
CREATE UNIQUE INDEX a4 ON d (sha256(b));`,
    fixed: `CREATE TABLE d (id uuid PRIMARY KEY, j jsonb, at timestamptz, b bytea);
-- review: queries by the column read the whole table, and a unique index no longer keeps equal values out. Index an expression of another type, such as ((doc->>'name')), or another column.
-- CREATE INDEX ASYNC a1 ON d ((j->'a'));
CREATE INDEX ASYNC a2 ON d ((j->>'a'));
-- review: queries by the column read the whole table, and a unique index no longer keeps equal values out. Index an expression of another type, such as ((doc->>'name')), or another column.
-- CREATE INDEX ASYNC a3 ON d ((at - at));
-- review: queries by the column read the whole table, and a unique index no longer keeps equal values out. Index an expression of another type, such as ((doc->>'name')), or another column.
-- CREATE UNIQUE INDEX ASYNC a4 ON d (sha256(b));`,
    left: ['warning implicit-transaction'],
  },
  {
    name: 'a point whose parts are read is left to a person',
    sql: `CREATE TABLE q (id uuid PRIMARY KEY, p point, o point);
SELECT p[0] FROM q;`,
    fixed: `CREATE TABLE q (id uuid PRIMARY KEY, p point, o text);
SELECT p[0] FROM q;`,
    left: ['error unsupported-column-type'],
  },
  {
    name: 'amounts of money are numbers beside aggregates of their column',
    sql: `CREATE TABLE q (id uuid PRIMARY KEY, k int, m money);
CREATE VIEW v AS SELECT k, sum(m) AS total FROM q GROUP BY k HAVING sum(m) > '$5.00' AND '$1,000' > coalesce(max(q.m), min(m));`,
    fixed: `CREATE TABLE q (id uuid PRIMARY KEY, k int, m numeric(19,4));
CREATE VIEW v AS SELECT k, sum(m) AS total FROM q GROUP BY k HAVING sum(m) > '5.00' AND '1000' > coalesce(max(q.m), min(m));`,
    left: ['warning implicit-transaction'],
  },
  {
    name: 'a block around one statement that has no repair within it goes',
    sql: `CREATE TYPE mood AS ENUM ('a');
DO $$ BEGIN
  ALTER TYPE mood ADD VALUE IF NOT EXISTS 'b';
END $$;
DO 'BEGIN DROP TYPE IF EXISTS other; END';
CREATE TABLE t (id uuid PRIMARY KEY, m mood DEFAULT 'b');
INSERT INTO t VALUES (gen_random_uuid());`,
    fixed: `CREATE DOMAIN mood AS TEXT CHECK (VALUE IN ('a', 'b'));
DO 'BEGIN DROP DOMAIN IF EXISTS other; END';
CREATE TABLE t (id uuid PRIMARY KEY, m mood DEFAULT 'b');
INSERT INTO t VALUES (gen_random_uuid());`,
    left: ['warning implicit-transaction'],
  },
  {
    name: 'a table that gets another name, or another schema, is the same table',
    sql: `CREATE SCHEMA s;
CREATE TABLE p (name text PRIMARY KEY);
CREATE TABLE a (id uuid PRIMARY KEY, t text[], m money);
ALTER TABLE a RENAME TO b;
ALTER TABLE b ADD COLUMN purpose text REFERENCES p (name);
ALTER TABLE b ALTER COLUMN t SET DEFAULT '{x}';
INSERT INTO b (id, t) VALUES (gen_random_uuid(), '{a}');
SELECT id FROM b WHERE m > '$2.00';
CREATE TABLE c (id uuid PRIMARY KEY);
ALTER TABLE c SET SCHEMA s;
ALTER TABLE s.c ADD COLUMN purpose text REFERENCES p (name);`,
    fixed: `CREATE SCHEMA s;
CREATE TABLE p (name text PRIMARY KEY);
CREATE TABLE a (id uuid PRIMARY KEY, t jsonb, m numeric(19,4));
ALTER TABLE a RENAME TO b;
ALTER TABLE b ADD COLUMN purpose text, ADD CONSTRAINT b_purpose_fkey FOREIGN KEY (purpose) REFERENCES p (name) NOT VALID;
ALTER TABLE ASYNC b VALIDATE CONSTRAINT b_purpose_fkey;
CREATE INDEX ASYNC a_purpose_idx ON b (purpose);
ALTER TABLE b ALTER COLUMN t SET DEFAULT '["x"]';
INSERT INTO b (id, t) VALUES (gen_random_uuid(), '["a"]');
SELECT id FROM b WHERE m > '2.00';
CREATE TABLE c (id uuid PRIMARY KEY);
ALTER TABLE c SET SCHEMA s;
ALTER TABLE s.c ADD COLUMN purpose text, ADD CONSTRAINT c_purpose_fkey FOREIGN KEY (purpose) REFERENCES p (name) NOT VALID;
ALTER TABLE ASYNC s.c VALIDATE CONSTRAINT c_purpose_fkey;
CREATE INDEX ASYNC c_purpose_idx ON s.c (purpose);`,
    left: ['warning implicit-transaction'],
  },
  {
    name: 'a column that gets another name is the same column',
    sql: `CREATE TABLE a (id uuid PRIMARY KEY, t text[], m money);
ALTER TABLE a RENAME COLUMN t TO u;
ALTER TABLE a RENAME m TO n;
INSERT INTO a (id, u, n) VALUES (gen_random_uuid(), '{a}', '$1,000');
SELECT id FROM a WHERE n > '$2';`,
    fixed: `CREATE TABLE a (id uuid PRIMARY KEY, t jsonb, m numeric(19,4));
ALTER TABLE a RENAME COLUMN t TO u;
ALTER TABLE a RENAME m TO n;
INSERT INTO a (id, u, n) VALUES (gen_random_uuid(), '["a"]', '1000');
SELECT id FROM a WHERE n > '2';`,
    left: ['warning implicit-transaction'],
  },
];

export const found: readonly Found[] = [
  {
    name: 'a transaction with many statements of DDL is one finding',
    sql: `BEGIN;
DROP TABLE t0;
DROP TABLE t1;
DROP TABLE t2;
DROP TABLE t3;
COMMIT;`,
    problems: ['two-ddl-in-transaction: DROP TABLE'],
  },
  {
    name: 'functions of extensions',
    sql: `CREATE TABLE t (id uuid DEFAULT public.gen_random_uuid() PRIMARY KEY, v uuid DEFAULT extensions.uuid_generate_v4(), k text DEFAULT encode(gen_random_bytes(8), 'hex'));
SELECT crypt($1, gen_salt('bf')), similarity($1, $2), unaccent($3);`,
    problems: [
      'extension-function: public.gen_random_uuid',
      'extension-function: extensions.uuid_generate_v4',
      'extension-function: gen_random_bytes',
      'extension-function: crypt',
      'extension-function: gen_salt',
      'extension-function: similarity',
      'extension-function: unaccent',
    ],
  },
  {
    name: 'a function of a newer PostgreSQL',
    sql: `CREATE TABLE t (id uuid PRIMARY KEY DEFAULT uuidv7());`,
    problems: ['newer-function: uuidv7'],
  },
  {
    name: "variables of psql in DSQL's own statements",
    sql: `AWS IAM GRANT app_readonly TO :'role_arn';
AWS IAM GRANT :role TO 'arn:aws:iam::123456789012:role/x';`,
    problems: [],
  },
  {
    name: 'variables of psql as a number and as a part of a name',
    sql: `CREATE TABLE t (id uuid PRIMARY KEY, v varchar(:len));
CREATE TABLE t_:suffix (id uuid PRIMARY KEY);`,
    problems: [],
  },
  {
    name: '\\copy takes its whole line',
    sql: `\\copy t to 'f.csv' csv quote '"' escape E'\\\\'
SELECT 1;`,
    problems: [],
  },
  {
    name: 'COPY FROM STDOUT has its rows behind it',
    sql: `COPY t FROM STDOUT;
1	it's
\\.
SELECT 1;`,
    problems: [],
  },
  {
    name: 'a table that takes the name of a view takes an index',
    sql: `CREATE VIEW v AS SELECT 1 AS a;
DROP VIEW v;
CREATE TABLE v (a uuid PRIMARY KEY, b int);
CREATE INDEX ASYNC v_b ON v (b);`,
    problems: ['implicit-transaction: DROP VIEW'],
  },
];
