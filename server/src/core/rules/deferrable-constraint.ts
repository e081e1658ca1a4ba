import type { ColumnDef } from 'libpg-query';
import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { remove } from '../syntax/edits.js';
import { isTableColumn } from '../syntax/holder.js';
import type { SyntaxNode } from '../syntax/node.js';
import { syntaxOf } from '../syntax/rangeOf.js';
import type { Statement } from '../syntax/statement.js';
import { childrenOf, spanOf } from '../syntax/tree/nodes.js';

export default defineRule({
  id: 'deferrable-constraint',
  severity: 'error',
  message: 'Only a foreign key can be DEFERRABLE.',
  why: 'DSQL checks primary keys, unique and check constraints at each statement, and takes no DEFERRABLE for them.',
  instead: 'Leave DEFERRABLE out, and order the statements so that each one keeps the constraint.',
  server: { sqlstate: '0A000', text: 'DEFERRABLE constraint not supported' },
  documentation: documentation.createTable,
  examples: [
    {
      bad: 'CREATE TABLE ranks (id UUID PRIMARY KEY, place INT UNIQUE DEFERRABLE INITIALLY DEFERRED);',
      at: 'DEFERRABLE INITIALLY DEFERRED',
      good: 'CREATE TABLE ranks (id UUID PRIMARY KEY, place INT UNIQUE);',
    },
  ],
  words: ['deferrable', 'initially'],
  inQueries: false,
  check: {
    *ColumnDef(column, statement, { parent }) {
      if (!isTableColumn(parent) || !hasAttributes(column)) return;
      for (const constraint of childrenOf(syntaxOf(statement, column), 'constraint'))
        if (constraint.word !== 'references') yield* deferring(statement, constraint);
    },
    *Constraint(constraint, statement, { parent }) {
      const { contype, deferrable, initdeferred } = constraint;
      const isKey = contype === 'CONSTR_UNIQUE' || contype === 'CONSTR_PRIMARY';
      if (!isKey || parent?.name === 'ColumnDef' || !(deferrable || initdeferred)) return;
      yield* deferring(statement, syntaxOf(statement, constraint));
    },
  },
});

/** In PostgreSQL's tree, DEFERRABLE and its like after a column's constraint are constraints of their own. */
const hasAttributes = ({ constraints = [] }: ColumnDef): boolean =>
  constraints.some((node) => 'Constraint' in node && node.Constraint.contype?.startsWith('CONSTR_ATTR'));

/** The words that let a constraint be checked later than at its statement. */
function* deferring(statement: Statement, constraint: SyntaxNode | undefined) {
  const clauses = childrenOf(constraint, 'clause').filter(({ word }) => timing.has(word));
  const [start] = clauses;
  if (!constraint || !start || !clauses.some(({ word }) => deferred.has(word))) return;
  const words = { first: start.first, last: constraint.last };
  yield {
    at: spanOf(statement, words),
    fixes: [
      {
        id: 'remove',
        title: 'Remove DEFERRABLE',
        consequence: 'each statement is checked by itself',
        safety: 'review' as const,
        edits: remove(statement, words),
      },
    ],
  };
}

const deferred: ReadonlySet<string> = new Set(['deferrable', 'initially deferred']);
const timing: ReadonlySet<string> = new Set([...deferred, 'initially immediate']);
