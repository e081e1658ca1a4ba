import type { ColumnDef, Constraint, CreateStmt } from 'libpg-query';
import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { syntaxOf } from '../syntax/rangeOf.js';
import { childOf, spanOf } from '../syntax/tree/nodes.js';

export default defineRule({
  id: 'sequential-primary-key',
  severity: 'hint',
  message: 'The primary key begins with "{column}", which counts up: new rows all go to one place.',
  why: 'DSQL spreads rows over its storage by the primary key; keys that follow each other make one part of it hot.',
  instead: 'Use a UUID with DEFAULT gen_random_uuid() where many rows are written.',
  noFix: 'Another key changes what refers to it.',
  documentation: documentation.primaryKeys,
  holds: { since: 'sequences' },
  examples: [
    {
      bad: 'CREATE TABLE logs (id BIGINT GENERATED ALWAYS AS IDENTITY (CACHE 65536) PRIMARY KEY);',
      at: 'id',
    },
  ],
  words: ['identity'],
  check: {
    *CreateStmt(table, statement) {
      const key = firstKeyColumn(table);
      for (const column of columnsOf(table)) {
        if (column.colname !== key || !has(column, 'CONSTR_IDENTITY')) continue;
        const name = childOf(syntaxOf(statement, column), 'name');
        if (name) yield { at: spanOf(statement, name), data: { column: column.colname ?? '' } };
      }
    },
  },
});

const columnsOf = ({ tableElts = [] }: CreateStmt): ColumnDef[] =>
  tableElts.flatMap((element) => ('ColumnDef' in element ? [element.ColumnDef] : []));

const has = ({ constraints = [] }: ColumnDef, type: NonNullable<Constraint['contype']>): boolean =>
  constraints.some((node) => 'Constraint' in node && node.Constraint.contype === type);

function firstKeyColumn(table: CreateStmt): string | undefined {
  const own = columnsOf(table).find((column) => has(column, 'CONSTR_PRIMARY'));
  if (own) return own.colname;
  for (const element of table.tableElts ?? []) {
    if (!('Constraint' in element) || element.Constraint.contype !== 'CONSTR_PRIMARY') continue;
    const [first] = element.Constraint.keys ?? [];
    return first && 'String' in first ? first.String.sval : undefined;
  }
  return undefined;
}
