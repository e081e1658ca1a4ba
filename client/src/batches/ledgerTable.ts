import { quoteName } from '../../../server/src/core/syntax/names.js';
import type { Ask } from '../connection/answer.js';
import { createSql, ledgerColumns, ledgerName, ledgerTable } from './ledger.js';
import { literal, nameOf, type Table } from './table.js';

/** What the catalog says of a table with the name of a ledger. */
export interface LedgerFacts {
  readonly table: Table;
  readonly owner: string;
  readonly schemaOwner: string;
  /** The role that asks. */
  readonly role: string;
  /** It is an ordinary table without rules, triggers, policies, children or a parent. */
  readonly isPlain: boolean;
  /** Rights of the table and of its columns, as the server writes them. */
  readonly rights: readonly string[];
  /** Types by column. */
  readonly columns: ReadonlyMap<string, string>;
}

/** Tables that may keep progress, and sentences on those that may not. */
export interface Ledgers {
  readonly usable: readonly Table[];
  readonly leftOut: readonly string[];
}

/** The owner of a cluster: what it owns is as safe as the cluster. */
const clusterOwner = 'admin';

/** The schema that PostgreSQL gives to everybody. */
export const sharedSchema = 'public';

/**
 * Why a ledger is not to be used: a sentence. Whoever can write it, or put something else in its place, could have others
 * do what they have written: so nobody can but the role that uses it, and the owner of the cluster.
 */
export function ledgerComplaint(facts: LedgerFacts): string | undefined {
  const { table, owner, schemaOwner, role, isPlain, rights, columns } = facts;
  const named = `"${table.schema}.${table.name}"`;
  if (owner !== role) return `${named} belongs to "${owner}".`;
  if (table.schema === sharedSchema) return `${named} is in a schema that everybody shares.`;
  if (schemaOwner !== role && schemaOwner !== clusterOwner)
    return `${named} is in a schema of "${schemaOwner}".`;
  if (!isPlain) return `${named} is no plain table.`;
  const [writer] = rights.flatMap((list) => writersIn(list, owner));
  if (writer !== undefined)
    return `${named} can be written by ${writer === '' ? 'everybody' : `"${writer}"`}.`;
  const odd = Object.entries(ledgerColumns).find(([name, { type }]) => columns.get(name) !== type);
  return odd && `${named} is of another version of this extension.`;
}

/**
 * The roles that a list of rights lets do more than read, as in `{admin=arwdDxt/admin,"\"a b\"=r/admin"}`; empty text for
 * everybody. https://www.postgresql.org/docs/16/ddl-priv.html
 */
export function writersIn(list: string, owner: string): readonly string[] {
  const items = list.matchAll(/"((?:[^"\\]|\\.)*)"|([^{},"]+)/g);
  return [...items].flatMap(([, quoted, plain = '']) => {
    const item = quoted?.replace(/\\(.)/gs, '$1') ?? plain;
    const [, name, bare = '', rights = ''] = /^(?:"((?:[^"]|"")*)"|([^=]*))=([^/]*)/s.exec(item) ?? [];
    const grantee = name?.replaceAll('""', '"') ?? bare;
    return grantee !== owner && /[^r*]/.test(rights) ? [grantee] : [];
  });
}

const tablesSql = `SELECT c.oid, n.nspname, o.rolname, s.rolname, current_user, c.relacl,
  c.relkind = 'r' AND c.relpersistence = 'p' AND NOT c.relhasrules AND NOT c.relhastriggers
    AND NOT c.relrowsecurity AND NOT c.relhassubclass AND NOT c.relispartition
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_roles o ON o.oid = c.relowner
JOIN pg_catalog.pg_roles s ON s.oid = n.nspowner
WHERE c.relname = ${literal(ledgerName)} ORDER BY n.nspname`;

/** The tables of a cluster that are called like a ledger. */
export async function findLedgers(ask: Ask): Promise<Ledgers> {
  const usable: Table[] = [];
  const leftOut: string[] = [];
  for (const [oid, schema, owner, schemaOwner, role, rights, isPlain] of await ask(tablesSql)) {
    const columns = await ask(
      `SELECT attname, pg_catalog.format_type(atttypid, atttypmod), attacl
FROM pg_catalog.pg_attribute WHERE attrelid = ${oid} AND attnum > 0 AND NOT attisdropped`,
    );
    const table = ledgerTable(schema ?? '');
    const complaint = ledgerComplaint({
      table,
      owner: owner ?? '',
      schemaOwner: schemaOwner ?? '',
      role: role ?? '',
      isPlain: isPlain === 't',
      rights: [rights, ...columns.map(([, , own]) => own)].flatMap((list) => list ?? []),
      columns: new Map(columns.map(([name, type]) => [name ?? '', type ?? ''])),
    });
    if (complaint === undefined) usable.push(table);
    else leftOut.push(complaint);
  }
  return { usable, leftOut };
}

/** A schema that a ledger can be made in. */
export interface LedgerPlace {
  readonly schema: string;
  /** Neither it nor its table are there yet. */
  readonly isNewSchema: boolean;
}

/** Schemas of the role, or of the cluster's owner, by name. */
export async function ownSchemas(ask: Ask): Promise<readonly string[]> {
  const rows = await ask(
    `SELECT n.nspname FROM pg_catalog.pg_namespace n JOIN pg_catalog.pg_roles r ON r.oid = n.nspowner
WHERE r.rolname IN (current_user, ${literal(clusterOwner)}) ORDER BY n.nspname`,
  );
  return rows.flatMap(([name]) => (name && canHoldLedger(name) ? [name] : []));
}

export const canHoldLedger = (schema: string): boolean =>
  schema !== '' && !/^(?:pg_.*|information_schema|sys)$/s.test(schema) && schema !== sharedSchema;

/** What makes a ledger, one statement after the other. */
export const makingSql = ({ schema, isNewSchema }: LedgerPlace): readonly string[] => [
  ...(isNewSchema ? [`CREATE SCHEMA IF NOT EXISTS ${quoteName(schema)}`] : []),
  createSql(ledgerTable(schema)),
];

/** Makes a ledger where there is none yet, and looks at what is there then. Rejects with a sentence. */
export async function makeLedger(ask: Ask, place: LedgerPlace | undefined, table: Table): Promise<void> {
  if (place) for (const sql of makingSql(place)) await ask(sql);
  const { usable, leftOut } = await findLedgers(ask);
  if (usable.some(({ schema }) => schema === table.schema)) return;
  throw new Error(`${nameOf(table)} cannot keep the progress. ${leftOut.join(' ')} Nothing was done.`);
}
