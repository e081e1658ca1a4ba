/** The database user that a cluster is born with. */
export const adminUser = 'admin';

/** What Aurora DSQL answers to SHOW server_version today. */
export const serverVersion = '16.15';
export const serverVersionNumber = '160015';

/**
 * What a cluster has and a fresh PostgreSQL lacks: the admin user and the schema `sys`. Harmless when run again.
 * https://docs.aws.amazon.com/aurora-dsql/latest/userguide/working-with-systems-tables.html
 */
export const bootstrap: readonly string[] = [
  `DO $$ BEGIN
     IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${adminUser}') THEN
       CREATE ROLE ${adminUser} LOGIN CREATEROLE;
     END IF;
   END $$`,
  `ALTER DATABASE postgres OWNER TO ${adminUser}`,
  `GRANT pg_read_all_settings TO ${adminUser}`,
  'CREATE SCHEMA IF NOT EXISTS sys',
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
     IF succeeded IS NULL THEN
       RAISE EXCEPTION 'job "%" does not exist', job_id USING ERRCODE = 'undefined_object';
     END IF;
   END $$`,
  `CREATE TABLE IF NOT EXISTS sys.iam_pg_role_mappings (
     iam_oid oid NOT NULL, arn text NOT NULL, pg_role_oid oid NOT NULL, pg_role_name name NOT NULL,
     grantor_pg_role_oid oid NOT NULL, grantor_pg_role_name name NOT NULL, PRIMARY KEY (pg_role_oid, arn))`,
  'GRANT SELECT ON sys.iam_pg_role_mappings TO public',
  'CREATE SEQUENCE IF NOT EXISTS sys.iam_oids START 26000',
  `CREATE OR REPLACE PROCEDURE sys.map_iam(verb text, role_name text, principal text)
   LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
   DECLARE role_oid oid;
   BEGIN
     SELECT oid INTO role_oid FROM pg_roles WHERE rolname = role_name;
     IF role_oid IS NULL THEN
       RAISE EXCEPTION 'role "%" does not exist', role_name USING ERRCODE = 'undefined_object';
     END IF;
     IF verb = 'grant' THEN
       INSERT INTO sys.iam_pg_role_mappings
       SELECT nextval('sys.iam_oids')::oid, principal, role_oid, role_name, oid, rolname
       FROM pg_roles WHERE rolname = session_user
       ON CONFLICT DO NOTHING;
     ELSE
       DELETE FROM sys.iam_pg_role_mappings m WHERE m.pg_role_oid = role_oid AND m.arn = principal;
     END IF;
   END $$`,
  'REVOKE ALL ON PROCEDURE sys.map_iam FROM public',
  `GRANT EXECUTE ON PROCEDURE sys.map_iam TO ${adminUser}`,
  "CREATE OR REPLACE FUNCTION pg_catalog.version() RETURNS text LANGUAGE sql STABLE AS $$ SELECT 'PostgreSQL 16' $$",
];

export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;
