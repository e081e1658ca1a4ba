import type { Client } from 'pg';

/** Whether an open transaction works on copies of tables: these are temporary, and have a file as long as it is open. */
export async function holdsCopies(superuser: Client): Promise<boolean> {
  const { rows } = await superuser.query(
    `SELECT count(*)::int AS files FROM pg_database, pg_ls_dir('base/' || oid) AS name
     WHERE datname = current_database() AND name ~ '^t[0-9]+_'`,
  );
  return rows[0].files > 0;
}
