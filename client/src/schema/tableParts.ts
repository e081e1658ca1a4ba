import type { Ask, Cell } from '../connection/answer.js';
import { catalogs } from './catalog.js';
import { indexKeys, qualifiedName, withoutIncluded, withoutNotValid, withReferenced } from './catalogText.js';
import type {
  Identity,
  SequenceOptions,
  ServerColumn,
  ServerConstraint,
  ServerIndex,
  ServerRelation,
  TableParts,
} from './model.js';

/** What a table or view is made of: three questions. */
export async function readParts(ask: Ask, { oid }: Pick<ServerRelation, 'oid'>): Promise<TableParts> {
  const [columns, indexes, constraints] = await Promise.all([
    ask(columnsQuery, [oid]),
    ask(indexesQuery, [oid]),
    ask(constraintsQuery, [oid]),
  ]);
  return {
    columns: columns.map(columnOf),
    indexes: indexes.map(indexOf),
    constraints: constraints.flatMap(constraintOf),
  };
}

const columnsQuery = `
SELECT a.attnum, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated,
  pg_catalog.pg_get_expr(e.adbin, e.adrelid), CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage END, d.description,
  s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, s.seqcycle
FROM pg_catalog.pg_attribute a
JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_catalog.pg_attrdef e ON e.adrelid = a.attrelid AND e.adnum = a.attnum
LEFT JOIN pg_catalog.pg_description d
  ON d.objoid = a.attrelid AND d.classoid = ${catalogs.relations} AND d.objsubid = a.attnum
LEFT JOIN pg_catalog.pg_depend i
  ON a.attidentity <> '' AND i.refclassid = ${catalogs.relations} AND i.refobjid = a.attrelid
    AND i.refobjsubid = a.attnum AND i.classid = ${catalogs.relations} AND i.deptype = 'i'
LEFT JOIN pg_catalog.pg_sequence s ON s.seqrelid = i.objid
WHERE a.attrelid = $1::oid AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY a.attnum`;

function columnOf(row: readonly Cell[]): ServerColumn {
  const [number, name, type, notNull, identity, generated, expression, storage, comment, ...options] = row;
  return {
    number: Number(number),
    name: name ?? '',
    type: type ?? '',
    isNotNull: notNull === 't',
    default: generated ? undefined : (expression ?? undefined),
    generated: generated ? (expression ?? undefined) : undefined,
    identity: identityOf(identity, options),
    storage: storage ? storages[storage] : undefined,
    comment: comment ?? undefined,
  };
}

const storages: Readonly<Record<string, string>> = {
  p: 'PLAIN',
  e: 'EXTERNAL',
  x: 'EXTENDED',
  m: 'MAIN',
};

function identityOf(kind: Cell | undefined, options: readonly Cell[]): Identity | undefined {
  return kind ? { isAlways: kind === 'a', options: sequenceOptionsOf(options) } : undefined;
}

/** From the columns of pg_sequence: start, increment, minimum, maximum, cache, cycle. */
export function sequenceOptionsOf(cells: readonly Cell[]): SequenceOptions {
  const [start, increment, minimum, maximum, cache, cycle] = cells;
  return {
    start: start ?? '1',
    increment: increment ?? '1',
    minimum: minimum ?? '1',
    maximum: maximum ?? '9223372036854775807',
    cache: cache ?? '1',
    isCycling: cycle === 't',
  };
}

const indexesQuery = `
SELECT c.oid, c.relname, i.indisunique, i.indisvalid, k.contype, pg_catalog.pg_get_indexdef(i.indexrelid), d.description
FROM pg_catalog.pg_index i
JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
LEFT JOIN pg_catalog.pg_constraint k ON k.conindid = i.indexrelid AND k.contype IN ('p', 'u')
LEFT JOIN pg_catalog.pg_description d ON d.objoid = c.oid AND d.classoid = ${catalogs.relations} AND d.objsubid = 0
WHERE i.indrelid = $1::oid
ORDER BY i.indisprimary DESC, c.relname`;

function indexOf([oid, name, unique, valid, constraint, definition, comment]: readonly Cell[]): ServerIndex {
  return {
    oid: oid ?? '',
    name: name ?? '',
    isUnique: unique === 't',
    isValid: valid === 't',
    serves: constraint === 'p' ? 'primary key' : constraint === 'u' ? 'unique' : undefined,
    keys: indexKeys(definition ?? '', constraint === 'p'),
    comment: comment ?? undefined,
  };
}

const constraintsQuery = `
SELECT k.conname, k.contype, k.convalidated, pg_catalog.pg_get_constraintdef(k.oid), k.conkey::text, n.nspname, r.relname,
  d.description
FROM pg_catalog.pg_constraint k
LEFT JOIN pg_catalog.pg_class r ON r.oid = k.confrelid
LEFT JOIN pg_catalog.pg_namespace n ON n.oid = r.relnamespace
LEFT JOIN pg_catalog.pg_description d ON d.objoid = k.oid AND d.classoid = ${catalogs.constraints}
WHERE k.conrelid = $1::oid AND k.contype IN ('p', 'u', 'c', 'f')
ORDER BY position(k.contype::text IN 'pucf'), k.conname`;

const kinds: Readonly<Record<string, ServerConstraint['kind']>> = {
  p: 'primary key',
  u: 'unique',
  c: 'check',
  f: 'foreign key',
};

function constraintOf(row: readonly Cell[]): ServerConstraint[] {
  const [name, type, validated, text, columns, schema, table, comment] = row;
  const kind = kinds[type ?? ''];
  if (!kind) return [];
  const definition = withoutNotValid(text ?? '');
  return [
    {
      name: name ?? '',
      kind,
      definition:
        kind === 'primary key'
          ? withoutIncluded(definition)
          : schema && table
            ? withReferenced(definition, qualifiedName({ schema, name: table }))
            : definition,
      isValidated: validated === 't',
      columns: numbersOf(columns),
      comment: comment ?? undefined,
    },
  ];
}

/** "{1,2}" */
const numbersOf = (array: Cell | undefined): readonly number[] =>
  (array ?? '').replace(/[{}]/g, '').split(',').filter(Boolean).map(Number);
