import { ask, type Row } from '../backend/ask.js';
import type { Link } from '../backend/link.js';
import { type KnownView, viewIn, viewQuery } from './knownViews.js';

/** What the sandbox remembers of a table until the catalog changes. */
export interface KnownTable {
  readonly schema: string;
  /** In their order. */
  readonly columns: readonly KnownColumn[];
  /** The columns of its primary key in their order, none where it has no key. */
  readonly key: readonly string[];
  /** A column that can be set to what it is, one in no index if there is one. */
  readonly touchable: string | undefined;
  /** Asked in a session, which may have to wait for the table; kept once they are known. */
  readonly indexes: (ask: Ask) => Promise<readonly KnownIndex[]>;
  /** Whether the defaults that an INSERT may take are the same each time. Asked and kept in the same way. */
  readonly defaults: (ask: Ask) => Promise<Defaults>;
}

/** `of the transaction`: the same in one transaction, as now() is. */
export type Defaults = 'same' | 'of the transaction' | 'other';

type Ask = (sql: string, values: readonly string[]) => Promise<Row[]>;

/** An index that is valid. */
export interface KnownIndex {
  readonly name: string;
  /** Of a primary key or a UNIQUE constraint: what stands behind its name. */
  readonly constraint: string | undefined;
  readonly unique: UniqueKey | undefined;
  /** Of an index: what stands behind its table, from USING on. */
  readonly definition: string;
}

/** What a unique index keeps unique. */
export interface UniqueKey {
  /** Columns, quoted, and expressions. */
  readonly parts: readonly string[];
  /** Of a partial index. */
  readonly predicate: string | undefined;
  readonly isPrimary: boolean;
  /** NULLS NOT DISTINCT. */
  readonly isNullEqual: boolean;
}

export interface KnownColumn {
  readonly name: string;
  /** As SQL writes it. */
  readonly type: string;
  readonly isGenerated: boolean;
  /** It is always generated as an identity, which no UPDATE may set. */
  readonly isFixed: boolean;
  /** What gives an identity its numbers, quoted. */
  readonly sequence: string | undefined;
}

export interface KnownTables {
  /** The table of a name, in whatever schema; undefined where there is none, or more than one relation of that name. */
  readonly named: (name: string) => Promise<KnownTable | undefined>;
  readonly views: () => Promise<readonly KnownView[]>;
  /** The catalog has changed. */
  readonly forget: () => void;
}

/** `askAlone`: a query of the sandbox's own in its own transaction. */
export function createKnownTables(askAlone: Ask): KnownTables {
  let known = new Map<string, Promise<KnownTable | undefined>>();
  let views: Promise<readonly KnownView[]> | undefined;
  return {
    named(name) {
      const before = known.get(name);
      if (before) return before;
      const found = askAlone(described('c.relname = $1'), [name]).then(tableIn);
      const all = known;
      all.set(name, found);
      found.catch(() => all.delete(name));
      return found;
    },
    views() {
      if (views) return views;
      const found = askAlone(viewQuery, []).then((rows) => rows.map(viewIn));
      views = found;
      found.catch(() => {
        if (views === found) views = undefined;
      });
      return found;
    },
    forget() {
      known = new Map();
      views = undefined;
    },
  };
}

/** The same of a table by its name with its schema, quoted. */
export const tableAt = async (link: Link, table: string): Promise<KnownTable | undefined> =>
  tableIn(await ask(link, described('c.oid = $1::pg_catalog.regclass'), [table]));

/**
 * It waits for no lock. PostgreSQL's functions that write a definition open the table, and wait behind whoever wants to alter it;
 * all sessions would wait with this question.
 */
const described = (which: string): string =>
  `SELECT c.oid, n.nspname, a.attname, a.attgenerated <> '', a.attidentity = 'a',
          (SELECT pg_catalog.quote_ident(sn.nspname) || '.' || pg_catalog.quote_ident(s.relname)
           FROM pg_catalog.pg_depend d
           JOIN pg_catalog.pg_class s ON s.oid = d.objid AND s.relkind = 'S'
           JOIN pg_catalog.pg_namespace sn ON sn.oid = s.relnamespace
           WHERE a.attidentity <> '' AND d.classid = s.tableoid AND d.refclassid = c.tableoid AND d.refobjid = c.oid
             AND d.refobjsubid = a.attnum AND d.deptype = 'i'),
          pg_catalog.array_position(k.indkey::int2[], a.attnum), a.attnum,
          a.attnum = ANY (SELECT unnest(i.indkey) FROM pg_catalog.pg_index i WHERE i.indrelid = c.oid),
          pg_catalog.format_type(a.atttypid, a.atttypmod)
   FROM pg_catalog.pg_class c
   JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace AND n.nspname !~ '^pg_temp'
   LEFT JOIN pg_catalog.pg_index k ON k.indrelid = c.oid AND k.indisprimary
   LEFT JOIN pg_catalog.pg_attribute a ON c.relkind = 'r' AND a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
   WHERE ${which} ORDER BY a.attnum`;

/** The valid indexes of a table. */
export const indexesOf = async (askHere: Ask, table: string): Promise<readonly KnownIndex[]> =>
  (await askHere(indexQuery, [table])).map(indexIn);

const indexQuery = `
   SELECT r.relname, i.indisunique, pg_catalog.pg_get_constraintdef(o.oid), pg_catalog.pg_get_indexdef(i.indexrelid),
          i.indisprimary, pg_catalog.pg_get_expr(i.indpred, i.indrelid),
          (SELECT pg_catalog.json_agg(pg_catalog.pg_get_indexdef(i.indexrelid, place, false) ORDER BY place)
           FROM pg_catalog.generate_series(1, i.indnkeyatts::pg_catalog.int4) place),
          i.indnullsnotdistinct
   FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class r ON r.oid = i.indexrelid
   LEFT JOIN pg_catalog.pg_constraint o ON o.conindid = i.indexrelid AND o.contype IN ('p', 'u')
   WHERE i.indrelid = $1::pg_catalog.regclass AND i.indisvalid ORDER BY r.relname`;

function tableIn(rows: readonly Row[]): KnownTable | undefined {
  const [[oid, schema, column] = []] = rows;
  if (!schema || !column || rows.some(([other]) => other !== oid)) return undefined;
  const columns = rows.map(([, , name, isGenerated, isFixed, sequence, , , , type]) => ({
    name: name ?? '',
    type: type ?? '',
    isGenerated: isGenerated === 't',
    isFixed: isFixed === 't',
    sequence: sequence ?? undefined,
  }));
  const key = rows
    .filter(([, , , , , , place]) => place !== null)
    .toSorted((one, other) => Number(one[6]) - Number(other[6]))
    .map(([, , name]) => name ?? '');
  const isIndexed = new Map(rows.map((row) => [row[2] ?? '', row[8] === 't']));
  const settable = columns.filter((one) => !one.isGenerated && !one.isFixed).map(({ name }) => name);
  const touchable = settable.find((name) => !isIndexed.get(name)) ?? settable[0];
  let indexes: readonly KnownIndex[] | undefined;
  let defaults: Defaults | undefined;
  return {
    ...{ schema, columns, key, touchable },
    indexes: async (askHere) => (indexes ??= await indexesOf(askHere, oid ?? '')),
    defaults: async (askHere) => (defaults ??= await defaultsOf(askHere, oid ?? '')),
  };
}

async function defaultsOf(askHere: Ask, table: string): Promise<Defaults> {
  const rows = await askHere(
    `SELECT a.attidentity <> '' OR pg_catalog.replace(f.text, 'now()', '') ~ '[(]',
            f.text ~ 'now\\(\\)|CURRENT|LOCAL'
     FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
     LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum AND a.attgenerated = ''
     CROSS JOIN LATERAL (SELECT coalesce(pg_catalog.pg_get_expr(d.adbin, d.adrelid), t.typdefault, '')) AS f (text)
     WHERE a.attrelid = $1::pg_catalog.regclass AND a.attnum > 0 AND NOT a.attisdropped`,
    [table],
  );
  if (rows.some(([isOther]) => isOther === 't')) return 'other';
  return rows.some(([, isOfTransaction]) => isOfTransaction === 't') ? 'of the transaction' : 'same';
}

const indexIn = ([
  name,
  isUnique,
  constraint,
  definition,
  isPrimary,
  predicate,
  parts,
  isNullEqual,
]: Row): KnownIndex => ({
  name: name ?? '',
  unique:
    isUnique === 't'
      ? {
          parts: JSON.parse(parts ?? '[]'),
          predicate: predicate ?? undefined,
          isPrimary: isPrimary === 't',
          isNullEqual: isNullEqual === 't',
        }
      : undefined,
  constraint: constraint ?? undefined,
  // Behind the names of the index and its table, which may be anything in quotes
  definition:
    /^CREATE (?:UNIQUE )?INDEX (?:"(?:[^"]|"")*"|\w+) ON (?:"(?:[^"]|"")*"|[\w.])+ (USING .*)$/s.exec(
      definition ?? '',
    )?.[1] ?? '',
});
