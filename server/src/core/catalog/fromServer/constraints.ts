import { quoteObject } from '../../syntax/names.js';
import type { ReferentialAction } from '../model.js';
import type { ServerConstraint } from './model.js';
import { withComment } from './oids.js';
import { arrayOf, catalogQuery, type Question } from './question.js';
import { withoutIncluded, withoutNotValid, withReferenced } from './text.js';

/** The names of the columns whose numbers an array holds, in its order. */
const namesOf = (relation: string, numbers: string): string =>
  `(SELECT array_agg(a.attname ORDER BY p.place) FROM unnest(${numbers}) WITH ORDINALITY AS p(number, place)
   JOIN pg_catalog.pg_attribute a ON a.attrelid = ${relation} AND a.attnum = p.number)`;

const constraints = catalogQuery(
  {
    name: 'k.conname',
    type: 'k.contype',
    schema: 'n.nspname',
    table: 'c.relname',
    isValidated: 'k.convalidated',
    isDeferrable: 'k.condeferrable',
    definition: 'pg_catalog.pg_get_constraintdef(k.oid)',
    condition: 'pg_catalog.pg_get_expr(k.conbin, k.conrelid)',
    columns: namesOf('k.conrelid', 'k.conkey'),
    index: 'x.relname',
    targetSchema: 'fn.nspname',
    target: 'f.relname',
    references: namesOf('k.confrelid', 'k.confkey'),
    onUpdate: 'k.confupdtype',
    onDelete: 'k.confdeltype',
    comment: 'd.description',
  },
  `FROM pg_catalog.pg_constraint k
JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_class x ON x.oid = k.conindid
LEFT JOIN pg_catalog.pg_class f ON f.oid = k.confrelid
LEFT JOIN pg_catalog.pg_namespace fn ON fn.oid = f.relnamespace
${withComment('constraints', 'k.oid')}`,
  (row): ServerConstraint => {
    const columns = row.list('columns').flatMap((column) => column ?? []);
    const definition = withoutNotValid(row.text('definition'));
    const base = {
      name: row.text('name'),
      origin: undefined,
      comment: row.optional('comment'),
      schema: row.text('schema'),
      table: row.text('table'),
      isValidated: row.isTrue('isValidated'),
      isDeferrable: row.isTrue('isDeferrable'),
    };
    switch (row.text('type')) {
      case 'c':
        return {
          kind: 'check',
          ...base,
          definition,
          condition: { text: row.optional('condition'), origin: undefined },
        };
      case 'f': {
        const target = { schema: row.text('targetSchema'), name: row.text('target') };
        return {
          kind: 'foreign key',
          ...base,
          definition: withReferenced(definition, quoteObject(target)),
          columns,
          target,
          references: row.list('references').flatMap((column) => column ?? []),
          onUpdate: referentialActions[row.text('onUpdate')] ?? 'no action',
          onDelete: referentialActions[row.text('onDelete')] ?? 'no action',
        };
      }
      default: {
        const isPrimary = row.text('type') === 'p';
        return {
          kind: isPrimary ? 'primary key' : 'unique',
          ...base,
          definition: isPrimary ? withoutIncluded(definition) : definition,
          columns,
          // The index tells which columns it includes.
          included: [],
          index: row.text('index'),
        };
      }
    }
  },
);

/** https://www.postgresql.org/docs/16/catalog-pg-constraint.html */
const referentialActions: Readonly<Record<string, ReferentialAction>> = {
  a: 'no action',
  r: 'restrict',
  c: 'cascade',
  n: 'set null',
  d: 'set default',
};

/** Keys first, then checks, then foreign keys. */
export const constraintsOf = (tableOids: readonly string[]): Question<readonly ServerConstraint[]> =>
  constraints(
    `WHERE k.conrelid = ANY ($1::oid[]) AND k.contype IN ('p', 'u', 'c', 'f')
ORDER BY n.nspname, c.relname, position(k.contype::text IN 'pucf'), k.conname`,
    arrayOf(tableOids),
  );

/** The foreign keys of other tables that refer to a table. */
export const referencesTo = (tableOid: string): Question<readonly ServerConstraint[]> =>
  constraints(
    `WHERE k.contype = 'f' AND k.confrelid = $1::oid AND k.conrelid <> k.confrelid
ORDER BY n.nspname, c.relname, k.conname`,
    tableOid,
  );
