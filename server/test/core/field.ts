// Small inputs of the kinds that real files brought up: dumps, migrations of many tools, samples.

interface Repaired {
  readonly name: string;
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
    fixed: `-- review: everything goes into the one database of the cluster. Part your tables by schemas (10 at most), or use another cluster.
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
];
