import { spawn } from 'node:child_process';
import type { Account } from './account.js';
import { environment } from './environment.js';
import type { Programs } from './programs.js';
import type { Superuser } from './superuser.js';

interface Earlier {
  readonly data: string;
  readonly programs: Programs;
  readonly account: Account;
  readonly superuser: Superuser;
}

/**
 * Takes over data whose superuser was called "sandbox" and had no password, so that any client could log in as it. Nothing is
 * lost: what the superuser had made now belongs to admin. It can be repeated.
 */
export async function takeOver({ data, programs, account, superuser }: Earlier): Promise<void> {
  const args = ['--single', '-j', '-D', account.nameOf(data), '-c', 'allow_system_table_mods=on', 'postgres'];
  const child = spawn(programs.postgres, args, {
    ...account.options,
    cwd: data,
    env: environment(),
    stdio: ['pipe', 'ignore', 'pipe'],
    windowsHide: true,
  });
  const said: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
  child.stdin.on('error', () => undefined);
  child.stdin.end(
    steps(superuser)
      .map((sql) => `${sql};\n\n`)
      .join(''),
  );
  const code = await new Promise((resolve) => {
    child.once('error', () => resolve(-1));
    child.once('close', resolve);
  });
  const [trouble] = /(?:ERROR|FATAL|PANIC): .*/.exec(Buffer.concat(said).toString()) ?? [];
  if (code !== 0 || trouble)
    throw new Error(`The data folder ${data} of an earlier version cannot be converted: ${trouble ?? code}`);
}

/** The role with this oid is the one that initdb made: https://www.postgresql.org/docs/16/catalog-pg-authid.html */
const bootstrapRole = 10;

const steps = ({ name, password }: Superuser): readonly string[] => [
  // ALTER ROLE … RENAME refuses the role of the session itself
  `UPDATE pg_catalog.pg_authid SET rolname = '${name}' WHERE oid = ${bootstrapRole}`,
  `ALTER ROLE ${name} PASSWORD '${password}'`,
  each(`SELECT format('ALTER ROLE %I NOSUPERUSER NOCREATEDB NOREPLICATION NOBYPASSRLS', rolname) AS step
        FROM pg_catalog.pg_roles WHERE oid >= 16384`),
  each(`SELECT format('REVOKE %I FROM %I CASCADE', roleid::regrole::text, member::regrole::text) AS step
        FROM pg_catalog.pg_auth_members WHERE member >= 16384 AND roleid < 16384`),
  each(`SELECT format('ALTER %s %s OWNER TO admin', kind, name) AS step
        FROM (${ownedByBootstrapRole}) AS owned
        WHERE schema <> coalesce(to_regnamespace('sys'), 0) AND to_regrole('admin') IS NOT NULL`),
];

/** Objects that a user made have an oid from 16384 on. A sequence of a column follows its table. */
const ownedByBootstrapRole = `
  SELECT 'SCHEMA' AS kind, oid::regnamespace::text AS name, oid AS schema
  FROM pg_catalog.pg_namespace WHERE oid >= 16384 AND nspowner = ${bootstrapRole} AND nspname !~ '^pg_'
  UNION ALL
  SELECT CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END,
         oid::regclass::text, relnamespace
  FROM pg_catalog.pg_class c
  WHERE oid >= 16384 AND relowner = ${bootstrapRole} AND relkind IN ('r', 'p', 'v', 'm', 'S', 'f') AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_depend
    WHERE classid = 'pg_class'::regclass AND objid = c.oid AND refclassid = 'pg_class'::regclass AND deptype IN ('a', 'i'))
  UNION ALL
  SELECT 'ROUTINE', oid::regprocedure::text, pronamespace
  FROM pg_catalog.pg_proc WHERE oid >= 16384 AND proowner = ${bootstrapRole}
  UNION ALL
  SELECT CASE typtype WHEN 'd' THEN 'DOMAIN' ELSE 'TYPE' END, oid::regtype::text, typnamespace
  FROM pg_catalog.pg_type
  WHERE oid >= 16384 AND typowner = ${bootstrapRole} AND typrelid = 0 AND typtype IN ('d', 'e', 'r') AND typcategory <> 'A'`;

/** Runs the statement in each row of a query. */
const each = (query: string): string => `DO $$
  DECLARE found record;
  BEGIN
    FOR found IN ${query} LOOP EXECUTE found.step; END LOOP;
  END $$`;
