import { madeHere } from '../engine/superuser.js';
import { information } from './information.js';
import { storedCode } from './storedCode.js';

/**
 * A cluster has the text search configuration `simple` alone. In a PostgreSQL that was not made here the others stay:
 * they are someone's.
 */
const oneTextSearch = `DO $$
  DECLARE configuration name;
  BEGIN
    FOR configuration IN
      SELECT c.cfgname FROM pg_ts_config c
      WHERE c.cfgname <> 'simple' AND c.cfgnamespace = 'pg_catalog'::regnamespace AND session_user ~ '${madeHere}'
    LOOP
      EXECUTE format('DROP TEXT SEARCH CONFIGURATION %I', configuration);
    END LOOP;
  END $$`;

/**
 * A vacuum that cuts a table of the catalog shorter locks it from everybody, and the copies of transactions fill these tables and
 * empty them all the time: their ends stay, to be filled again.
 */
const keptCatalog = `DO $$
  DECLARE catalog name;
  BEGIN
    IF session_user !~ '${madeHere}' THEN
      RETURN;
    END IF;
    PERFORM set_config('allow_system_table_mods', 'on', true);
    FOREACH catalog IN ARRAY ARRAY['pg_attrdef', 'pg_attribute', 'pg_class', 'pg_constraint', 'pg_depend', 'pg_index', 'pg_statistic', 'pg_type'] LOOP
      EXECUTE format('ALTER TABLE pg_catalog.%I SET (vacuum_truncate = off)', catalog);
    END LOOP;
  END $$`;

/** The database user that a cluster is born with. */
export const adminUser = 'admin';

/** What Aurora DSQL answers to SHOW server_version today. */
export const serverVersion = '16.15';
export const serverVersionNumber = '160015';

/** Owns the schema `sys`, so that what runs there with its owner's rights has none elsewhere. Nobody logs in as it. */
export const systemOwner = 'dsql_system';

/**
 * What a cluster has and a fresh PostgreSQL lacks: the admin user and the schema `sys`; and without what a cluster does
 * not let its users do. Harmless when run again, and on data of an earlier version. It is run with a search path of
 * pg_catalog alone.
 * https://docs.aws.amazon.com/aurora-dsql/latest/userguide/working-with-systems-tables.html
 */
export const bootstrap: readonly string[] = [
  `DO $$
   DECLARE member text;
   BEGIN
     IF pg_catalog.to_regrole('${adminUser}') IS NULL THEN
       CREATE ROLE ${adminUser} LOGIN CREATEROLE;
     END IF;
     IF pg_catalog.to_regrole('${systemOwner}') IS NULL THEN
       CREATE ROLE ${systemOwner};
     END IF;
     ALTER ROLE ${systemOwner} NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
     FOR member IN SELECT m.member::regrole::text FROM pg_auth_members m WHERE m.roleid = '${systemOwner}'::regrole LOOP
       EXECUTE 'REVOKE ${systemOwner} FROM ' || member || ' CASCADE';
     END LOOP;
   END $$`,
  `REVOKE pg_read_all_settings FROM ${adminUser}`,
  // By it every client may SET what it may not.
  'REVOKE UPDATE ON pg_catalog.pg_settings FROM public',
  // Its owner may give it settings that everybody's sessions begin with, those of the sandbox itself as well.
  'ALTER DATABASE postgres OWNER TO CURRENT_USER',
  `GRANT CREATE ON DATABASE postgres TO ${adminUser}`,
  `GRANT USAGE, CREATE ON SCHEMA public TO ${adminUser}`,
  'CREATE SCHEMA IF NOT EXISTS sys',
  `ALTER SCHEMA sys OWNER TO ${systemOwner}`,
  'GRANT USAGE ON SCHEMA sys TO public',
  `CREATE TABLE IF NOT EXISTS sys.jobs (
     job_id text PRIMARY KEY, status text NOT NULL, details text, job_type text NOT NULL, class_id oid, object_id oid,
     object_name text, start_time timestamptz NOT NULL DEFAULT now(), update_time timestamptz NOT NULL DEFAULT now())`,
  // A job does not outlive the sandbox that ran it.
  `UPDATE sys.jobs SET status = 'failed', details = 'The sandbox was stopped.', update_time = now()
   WHERE status IN ('submitted', 'processing')`,
  'GRANT SELECT ON sys.jobs TO public',
  `CREATE OR REPLACE PROCEDURE sys.wait_for_job(job_id text, INOUT succeeded boolean DEFAULT NULL)
   LANGUAGE plpgsql AS $$ BEGIN
     SELECT j.status = 'completed' INTO succeeded FROM sys.jobs j WHERE j.job_id = wait_for_job.job_id;
     IF job_id !~ '^[a-z2-7]{26}$' THEN
       RAISE EXCEPTION 'invalid job id: "%"', job_id USING ERRCODE = 'invalid_text_representation';
     ELSIF succeeded IS NULL THEN
       RAISE EXCEPTION 'job "%" does not exist', job_id USING ERRCODE = 'undefined_object';
     END IF;
   END $$`,
  `CREATE TABLE IF NOT EXISTS sys.iam_pg_role_mappings (
     iam_oid oid NOT NULL, arn text NOT NULL, pg_role_oid oid NOT NULL, pg_role_name name NOT NULL,
     grantor_pg_role_oid oid NOT NULL, grantor_pg_role_name name NOT NULL, PRIMARY KEY (pg_role_oid, arn))`,
  `ALTER TABLE sys.iam_pg_role_mappings OWNER TO ${systemOwner}`,
  'GRANT SELECT ON sys.iam_pg_role_mappings TO public',
  'CREATE SEQUENCE IF NOT EXISTS sys.iam_oids START 26000',
  `ALTER SEQUENCE sys.iam_oids OWNER TO ${systemOwner}`,
  // pg_temp stands last: in front, where it is unless it is named, a client's temporary view hides pg_roles.
  `CREATE OR REPLACE PROCEDURE sys.map_iam(verb text, role_name text, principal text)
   LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
   DECLARE role_oid oid;
   BEGIN
     SELECT r.oid INTO role_oid FROM pg_catalog.pg_roles r WHERE r.rolname = role_name;
     IF role_oid IS NULL THEN
       RAISE EXCEPTION 'role "%" does not exist', role_name USING ERRCODE = 'undefined_object';
     END IF;
     IF verb = 'grant' THEN
       INSERT INTO sys.iam_pg_role_mappings
       SELECT pg_catalog.nextval('sys.iam_oids')::pg_catalog.oid, principal, role_oid, role_name, r.oid, r.rolname
       FROM pg_catalog.pg_roles r WHERE r.rolname = session_user
       ON CONFLICT DO NOTHING;
     ELSE
       DELETE FROM sys.iam_pg_role_mappings m WHERE m.pg_role_oid = role_oid AND m.arn = principal;
     END IF;
   END $$`,
  `ALTER PROCEDURE sys.map_iam OWNER TO ${systemOwner}`,
  'REVOKE ALL ON PROCEDURE sys.map_iam FROM public',
  `GRANT EXECUTE ON PROCEDURE sys.map_iam TO ${adminUser}`,
  oneTextSearch,
  keptCatalog,
  ...information,
  ...storedCode,
  "CREATE OR REPLACE FUNCTION pg_catalog.version() RETURNS text LANGUAGE sql STABLE AS $$ SELECT 'PostgreSQL 16' $$",
];

export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;
