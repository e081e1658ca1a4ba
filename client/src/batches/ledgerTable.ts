import type { Ask } from '../../../server/src/connection/answer.js';
import { lookUp } from '../../../server/src/connection/lookUp.js';
import { formatType } from '../../../server/src/core/catalog/formatType.js';
import { columnsOf } from '../../../server/src/core/catalog/fromServer/columns.js';
import { schemasOfPeople } from '../../../server/src/core/catalog/fromServer/objects.js';
import { safetyOf, type TableSafety } from '../../../server/src/core/catalog/fromServer/safety.js';
import { quoteName, quoteObject } from '../../../server/src/core/syntax/names.js';
import { createSql, ledgerColumns, ledgerName, ledgerTable } from './ledger.js';
import type { Table } from './table.js';

/** What the catalog says of a table with the name of a ledger. */
export interface LedgerFacts extends Pick<TableSafety, 'owner' | 'schemaOwner' | 'role' | 'isPlain'> {
  readonly table: Table;
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
  if (!isPlain) return `${named} is not a plain table.`;
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

/** The tables of a cluster that are called like a ledger. */
export async function findLedgers(ask: Ask): Promise<Ledgers> {
  const usable: Table[] = [];
  const leftOut: string[] = [];
  for (const { oid, schema, rights, ...safety } of await lookUp(ask, safetyOf(ledgerName))) {
    const columns = await lookUp(ask, columnsOf([oid]));
    const table = ledgerTable(schema);
    const complaint = ledgerComplaint({
      table,
      ...safety,
      rights: [rights, ...columns.map((column) => column.rights)].flatMap((list) => list ?? []),
      columns: new Map(columns.map(({ name, type }) => [name, type ? formatType(type) : ''])),
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
export const ownSchemas = async (ask: Ask): Promise<readonly string[]> =>
  (await lookUp(ask, schemasOfPeople()))
    .filter(({ name, owner, isOwn }) => (isOwn || owner === clusterOwner) && canHoldLedger(name))
    .map(({ name }) => name);

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
  throw new Error(`${quoteObject(table)} cannot keep the progress. ${leftOut.join(' ')} Nothing was done.`);
}
