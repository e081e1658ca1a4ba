import type { Expression, TypeRef } from '../model.js';
import type { SequenceOptions, ServerColumn } from './model.js';
import { catalogs } from './oids.js';
import { arrayOf, catalogQuery, type NamedCells, type Question } from './question.js';

/** The numbers of a sequence, where `s` is its row of pg_sequence. */
export const sequenceColumns = {
  start: 's.seqstart',
  increment: 's.seqincrement',
  minimum: 's.seqmin',
  maximum: 's.seqmax',
  cache: 's.seqcache',
  isCycling: 's.seqcycle',
} as const satisfies Record<keyof SequenceOptions, string>;

export const sequenceOptionsOf = (row: NamedCells<keyof typeof sequenceColumns>): SequenceOptions => ({
  start: row.text('start'),
  increment: row.text('increment'),
  minimum: row.text('minimum'),
  maximum: row.text('maximum'),
  cache: row.text('cache'),
  isCycling: row.isTrue('isCycling'),
});

const columns = catalogQuery(
  {
    relation: 'a.attrelid',
    number: 'a.attnum',
    name: 'a.attname',
    typeSchema: 'tn.nspname',
    typeName: 'coalesce(e.typname, t.typname)',
    isArray: 'e.oid IS NOT NULL',
    modifier: 'a.atttypmod',
    isNotNull: 'a.attnotnull',
    isLocal: 'a.attislocal',
    identity: 'a.attidentity',
    isGenerated: `a.attgenerated <> ''`,
    expression: 'pg_catalog.pg_get_expr(x.adbin, x.adrelid)',
    storage: 'CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage END',
    rights: 'a.attacl',
    comment: 'd.description',
    ...sequenceColumns,
  },
  `FROM pg_catalog.pg_attribute a
JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_catalog.pg_type e ON e.oid = t.typelem AND e.typarray = t.oid
JOIN pg_catalog.pg_namespace tn ON tn.oid = coalesce(e.typnamespace, t.typnamespace)
LEFT JOIN pg_catalog.pg_attrdef x ON x.adrelid = a.attrelid AND x.adnum = a.attnum
LEFT JOIN pg_catalog.pg_description d
  ON d.objoid = a.attrelid AND d.classoid = ${catalogs.relations} AND d.objsubid = a.attnum
LEFT JOIN pg_catalog.pg_depend i
  ON a.attidentity <> '' AND i.refclassid = ${catalogs.relations} AND i.refobjid = a.attrelid
    AND i.refobjsubid = a.attnum AND i.classid = ${catalogs.relations} AND i.deptype = 'i'
LEFT JOIN pg_catalog.pg_sequence s ON s.seqrelid = i.objid`,
  (row): ServerColumn => {
    const expression = expressionOf(row.optional('expression'));
    const identity = identities[row.text('identity')];
    return {
      relation: row.text('relation'),
      number: Number(row.text('number')),
      name: row.text('name'),
      origin: undefined,
      comment: row.optional('comment'),
      type: typeOf(row),
      isNotNull: row.isTrue('isNotNull'),
      default: row.isTrue('isGenerated') ? undefined : expression,
      generated: row.isTrue('isGenerated') ? expression : undefined,
      identity,
      isInherited: !row.isTrue('isLocal'),
      sequence: identity && sequenceOptionsOf(row),
      storage: storages[row.text('storage')],
      rights: row.optional('rights'),
    };
  },
);

/** The columns of tables and views, in their order. */
export const columnsOf = (relationOids: readonly string[]): Question<readonly ServerColumn[]> =>
  columns(
    `WHERE a.attrelid = ANY ($1::oid[]) AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY c.relname, a.attrelid, a.attnum`,
    arrayOf(relationOids),
  );

/** An expression as the server prints it. */
export const expressionOf = (text: string | undefined): Expression | undefined =>
  text === undefined ? undefined : { text, origin: undefined };

const identities: Readonly<Record<string, ServerColumn['identity']>> = { a: 'always', d: 'by default' };

const storages: Readonly<Record<string, string>> = {
  p: 'PLAIN',
  e: 'EXTERNAL',
  x: 'EXTENDED',
  m: 'MAIN',
};

const typeOf = (row: NamedCells<'typeSchema' | 'typeName' | 'isArray' | 'modifier'>): TypeRef => ({
  schema: row.text('typeSchema'),
  name: row.text('typeName'),
  modifiers: modifiersOf(row.text('typeName'), Number(row.text('modifier'))),
  dimensions: row.isTrue('isArray') ? 1 : 0,
});

/** The numbers in the parentheses of a type, from the one number that the server keeps. */
export const modifiersOf = (type: string, modifier: number): readonly number[] =>
  modifier < 0 ? [] : (modifierReaders[type] ?? ((kept) => [kept]))(modifier);

/** https://doxygen.postgresql.org/numeric_8c_source.html: the scale is a signed number of eleven bits. */
const modifierReaders: Readonly<Record<string, (modifier: number) => readonly number[]>> = {
  bpchar: (kept) => [kept - headerSize],
  varchar: (kept) => [kept - headerSize],
  numeric: (kept) => {
    const packed = kept - headerSize;
    return [(packed >> 16) & 0xffff, ((packed & 0x7ff) ^ 1024) - 1024];
  },
  interval: (kept) => [(kept >> 16) & 0x7fff, kept & 0xffff],
};

/** The server adds these bytes to the length that is declared. */
const headerSize = 4;
