import type { Client } from 'pg';

/** Drops all that a script may have made in a sandbox. Its roles may still have rights, and get other names. */
export async function emptyCluster(client: Client): Promise<void> {
  const { rows } = await client.query<{ readonly sql: string }>(`
    SELECT 1 AS place, oid, format('DROP SCHEMA %I CASCADE', nspname) AS sql FROM pg_namespace
      WHERE nspname NOT IN ('public', 'sys', 'information_schema') AND nspname !~ '^pg_'
    UNION ALL SELECT place, pg_class.oid, format('DROP %s IF EXISTS public.%I CASCADE', kind, relname) FROM pg_class
      JOIN (VALUES ('v', 'VIEW', 1), ('r', 'TABLE', 2), ('S', 'SEQUENCE', 3)) AS kinds (letter, kind, place)
        ON letter = relkind::text
      WHERE relnamespace = 'public'::regnamespace
    UNION ALL SELECT 4, oid, format('DROP ROUTINE IF EXISTS %s', oid::regprocedure) FROM pg_proc
      WHERE pronamespace = 'public'::regnamespace
    UNION ALL SELECT 5, oid, format('DROP DOMAIN IF EXISTS public.%I', typname) FROM pg_type
      WHERE typnamespace = 'public'::regnamespace AND typtype = 'd'
    UNION ALL SELECT 6, oid, format('ALTER ROLE %I RENAME TO %I', rolname, 'gone_' || oid) FROM pg_roles
      WHERE rolname ~ '^reader_'
    ORDER BY place, oid DESC`);
  for (const { sql } of rows) await client.query(sql);
}
