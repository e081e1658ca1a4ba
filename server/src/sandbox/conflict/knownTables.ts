import type { Contest } from './contest.js';

/** What the sandbox remembers of a table until the catalog changes. */
export interface KnownTable {
  /** The columns of its primary key, none where it has no key. */
  readonly key: readonly string[];
  /** A column that can be set to what it is, one in no index if there is one. */
  readonly touchable: string | undefined;
}

export interface KnownTables {
  /** The table of a name, in whatever schema; undefined where there is none, or more than one relation of that name. */
  readonly named: (name: string) => Promise<KnownTable | undefined>;
  /** The catalog has changed. */
  readonly forget: () => void;
}

export function createKnownTables(ask: Contest['ask']): KnownTables {
  let known = new Map<string, Promise<KnownTable | undefined>>();
  return {
    named(name) {
      const before = known.get(name);
      if (before) return before;
      const found = askFor(ask, name);
      const all = known;
      all.set(name, found);
      found.catch(() => all.delete(name));
      return found;
    },
    forget() {
      known = new Map();
    },
  };
}

async function askFor(ask: Contest['ask'], name: string): Promise<KnownTable | undefined> {
  const rows = await ask(
    `SELECT c.oid, a.attname, EXISTS (SELECT FROM pg_catalog.pg_index k
            WHERE k.indrelid = c.oid AND k.indisprimary AND a.attnum = ANY (k.indkey)), ${isTouchable}
     FROM pg_catalog.pg_class c
     JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace AND n.nspname !~ '^pg_temp'
     LEFT JOIN pg_catalog.pg_attribute a ON c.relkind = 'r' AND a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relname = $1 ORDER BY ${touchableFirst}`,
    [name],
  );
  if (rows.length === 0 || rows.some(([oid, column]) => oid !== rows[0]?.[0] || column === null))
    return undefined;
  const key = rows.flatMap(([, column, isKey]) => (column && isKey === 't' ? [column] : []));
  const touchable = rows.find(([, , , mayTouch]) => mayTouch === 't')?.[1] ?? undefined;
  return { key, touchable };
}

/** Whether an UPDATE may set column `a` to what it is. */
export const isTouchable = `(a.attgenerated = '' AND a.attidentity <> 'a')`;

/** Columns of table `c` in no index come first. */
export const touchableFirst =
  'a.attnum = ANY (SELECT unnest(indkey) FROM pg_catalog.pg_index WHERE indrelid = c.oid), a.attnum';
