import type { ColumnDef, Constraint } from 'libpg-query';
import { isTableColumn } from '../analysis/holder.js';
import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { removeTokens } from '../syntax/edits.js';
import { columnConstraintRange, itemRange, type TokenRange } from '../syntax/ranges.js';
import type { Statement } from '../syntax/statement.js';
import { find, indexAt, spanOf, wordOf } from '../syntax/tokens.js';

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
      if (!isTableColumn(parent)) return;
      for (const words of columnWords(column, statement)) yield finding(statement, words);
    },
    *Constraint({ contype, deferrable, initdeferred, location = 0 }, statement, { parent }) {
      const isKey = contype === 'CONSTR_UNIQUE' || contype === 'CONSTR_PRIMARY';
      if (!isKey || parent?.name === 'ColumnDef' || !(deferrable || initdeferred)) return;
      const { first, last } = itemRange(statement, location);
      const from = wordOf(statement, first) === 'constraint' ? first + 2 : first;
      const starts = ['deferrable', 'initially'].map((word) => find(statement, [word], from, last));
      const start = Math.min(...starts.filter((index) => index >= 0));
      if (Number.isFinite(start)) yield finding(statement, { first: start, last });
    },
  },
});

const finding = (statement: Statement, { first, last }: TokenRange) => ({
  at: spanOf(statement, first, last),
  fixes: [
    {
      title: 'Remove DEFERRABLE (each statement is checked by itself)',
      safety: 'review' as const,
      edits: removeTokens(statement, first, last),
    },
  ],
});

/** DEFERRABLE and its like behind a column's constraint stand in the tree as constraints of their own. */
function* columnWords(column: ColumnDef, statement: Statement): Iterable<TokenRange> {
  let owner: Constraint | undefined;
  let start: number | undefined;
  for (const node of [...(column.constraints ?? []), undefined]) {
    const constraint = node && 'Constraint' in node ? node.Constraint : undefined;
    if (constraint?.contype && attributes.has(constraint.contype)) {
      if (deferring.has(constraint.contype)) start ??= constraint.location;
      continue;
    }
    if (owner && owner.contype !== 'CONSTR_FOREIGN' && start !== undefined) {
      const { last } = columnConstraintRange(statement, column, owner);
      yield { first: indexAt(statement, start), last };
    }
    owner = constraint;
    start = undefined;
  }
}

const deferring = new Set<string>(['CONSTR_ATTR_DEFERRABLE', 'CONSTR_ATTR_DEFERRED']);
const attributes = new Set<string>([...deferring, 'CONSTR_ATTR_NOT_DEFERRABLE', 'CONSTR_ATTR_IMMEDIATE']);
