import { expressionOf } from './columns.js';
import type { ServerIndex } from './model.js';
import { withComment } from './oids.js';
import { arrayOf, catalogQuery, type NamedCells, type Question } from './question.js';
import { accessMethod, indexKeys, keyParts } from './text.js';

const indexes = catalogQuery(
  {
    oid: 'c.oid',
    relation: 'i.indrelid',
    schema: 'n.nspname',
    table: 't.relname',
    name: 'c.relname',
    isUnique: 'i.indisunique',
    isValid: 'i.indisvalid',
    hasDistinctNulls: 'NOT i.indnullsnotdistinct',
    keyCount: 'i.indnkeyatts',
    columns: `(SELECT array_agg(a.attname ORDER BY p.place)
   FROM unnest(i.indkey) WITH ORDINALITY AS p(number, place)
   LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = p.number)`,
    constraint: 'k.conname',
    constraintType: 'k.contype',
    definition: 'pg_catalog.pg_get_indexdef(i.indexrelid)',
    predicate: 'pg_catalog.pg_get_expr(i.indpred, i.indrelid)',
    comment: 'd.description',
  },
  `FROM pg_catalog.pg_index i
JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_constraint k ON k.conindid = i.indexrelid AND k.contype IN ('p', 'u')
${withComment('relations', 'c.oid')}`,
  (row): ServerIndex => {
    const serves = constraintKinds[row.text('constraintType')];
    const definition = indexKeys(row.text('definition'), serves === 'primary key');
    return {
      oid: row.text('oid'),
      relation: row.text('relation'),
      schema: row.text('schema'),
      table: row.text('table'),
      name: row.text('name'),
      origin: undefined,
      comment: row.optional('comment'),
      method: accessMethod(row.text('definition')),
      isUnique: row.isTrue('isUnique'),
      isValid: row.isTrue('isValid'),
      hasDistinctNulls: row.isTrue('hasDistinctNulls'),
      ...columnsIn(row, definition, serves === 'primary key'),
      predicate: expressionOf(row.optional('predicate')),
      constraint: row.optional('constraint'),
      serves,
      definition,
    };
  },
);

const constraintKinds: Readonly<Record<string, ServerIndex['serves']>> = { p: 'primary key', u: 'unique' };

/** A key that is not a column is an expression, whose text is in the definition alone. */
function columnsIn(
  row: NamedCells<'columns' | 'keyCount'>,
  definition: string,
  isPrimary: boolean,
): Pick<ServerIndex, 'keys' | 'included'> {
  const columns = row.list('columns');
  const count = Number(row.text('keyCount'));
  const texts = keyParts(definition);
  return {
    keys: columns
      .slice(0, count)
      .map((column, at) =>
        column === undefined
          ? { kind: 'expression', expression: { text: texts[at], origin: undefined } }
          : { kind: 'column', column },
      ),
    // In Aurora DSQL the index of a primary key is the table, and includes all other columns.
    included: isPrimary ? [] : columns.slice(count).flatMap((column) => column ?? []),
  };
}

/** The primary key's first. */
export const indexesOf = (tableOids: readonly string[]): Question<readonly ServerIndex[]> =>
  indexes('WHERE i.indrelid = ANY ($1::oid[])\nORDER BY i.indisprimary DESC, c.relname', arrayOf(tableOids));

/** Indexes that no query uses: they are being built, or their build has failed. */
export const unfinishedIndexes = (): Question<readonly ServerIndex[]> => indexes('WHERE NOT i.indisvalid');
