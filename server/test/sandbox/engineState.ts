import type pg from 'pg';

/** What of a PostgreSQL must be as it was, whatever its clients have tried: roles, settings, databases, what is not theirs. */
export async function engineState(superuser: pg.Client): Promise<unknown> {
  const { rows } = await superuser.query(`SELECT
    (SELECT json_agg(a ORDER BY a.oid) FROM (SELECT oid, rolname, rolsuper, rolcreatedb, rolreplication, rolbypassrls, rolcanlogin, rolpassword FROM pg_authid) a) AS roles,
    (SELECT json_agg(m ORDER BY m.oid) FROM pg_auth_members m) AS members,
    (SELECT json_agg(s) FROM pg_db_role_setting s) AS settings,
    (SELECT json_agg(d ORDER BY d.oid) FROM (SELECT oid, datname, datdba, datallowconn, datconnlimit FROM pg_database) d) AS databases,
    (SELECT json_agg(e ORDER BY e.oid) FROM pg_extension e) AS extensions,
    (SELECT json_agg(l ORDER BY l.oid) FROM pg_language l) AS languages,
    (SELECT json_agg(f) FROM pg_file_settings f WHERE sourcefile ~ 'auto') AS written,
    (SELECT json_agg(p ORDER BY p.oid) FROM (SELECT oid, proowner, proacl, prosrc FROM pg_proc WHERE proowner IN (10, 'dsql_system'::regrole)) p) AS functions,
    (SELECT json_agg(c ORDER BY c.oid) FROM (SELECT oid, relowner, relacl FROM pg_class WHERE relnamespace = 'sys'::regnamespace) c) AS system,
    (SELECT count(*) FROM pg_foreign_server) + (SELECT count(*) FROM pg_event_trigger) + (SELECT count(*) FROM pg_subscription)
      + (SELECT count(*) FROM pg_publication) + (SELECT count(*) FROM pg_replication_slots) AS others`);
  return rows;
}
