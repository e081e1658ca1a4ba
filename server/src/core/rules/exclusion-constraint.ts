import type { Constraint } from 'libpg-query';
import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import type { Fix } from '../problem.js';
import { inCaseOf, replaceTokens } from '../syntax/edits.js';
import { itemRange } from '../syntax/ranges.js';
import type { Statement } from '../syntax/statement.js';
import { closing, find, items, spanOf } from '../syntax/tokens.js';
import { textOf } from '../syntax/typeName.js';

export default defineRule({
  id: 'exclusion-constraint',
  severity: 'error',
  message: 'Exclusion constraints are not supported.',
  why: 'They need an index of a kind that DSQL does not have.',
  instead:
    'Use UNIQUE where equal values are excluded; check overlaps in the application, under SELECT … FOR UPDATE on a row that both writers lock.',
  leftOut: 'rows that exclude each other are taken',
  documentation: documentation.createTable,
  examples: [
    {
      bad: 'CREATE TABLE seats (id UUID PRIMARY KEY, row INT, EXCLUDE USING gist (row WITH =));',
      at: 'EXCLUDE USING gist (row WITH =)',
      good: 'CREATE TABLE seats (id UUID PRIMARY KEY, row INT, UNIQUE (row));',
    },
  ],
  words: ['exclude'],
  check: {
    *Constraint(constraint, statement, { parent }) {
      if (constraint.contype !== 'CONSTR_EXCLUSION') return;
      const { first, last } = itemRange(statement, constraint.location ?? 0);
      const unique = parent?.name === 'CreateStmt' ? asUnique(statement, constraint, first, last) : undefined;
      yield { at: spanOf(statement, first, last), fixes: unique ? [unique] : [] };
    },
  },
});

/** Excluding equal values of plain columns is what UNIQUE does. */
function asUnique(
  statement: Statement,
  constraint: Constraint,
  first: number,
  last: number,
): Fix | undefined {
  const exclude = find(statement, ['exclude'], first, last);
  let open = exclude;
  while (open < last && statement.text[spanOf(statement, open).start] !== '(') open++;
  const isPlain =
    exclude >= 0 &&
    closing(statement, open) === last &&
    !constraint.where_clause &&
    (constraint.exclusions ?? []).every((node) => {
      const [element, operator] = 'List' in node ? (node.List.items ?? []) : [];
      const isColumn = element && 'IndexElem' in element && element.IndexElem.name !== undefined;
      const name =
        operator && 'List' in operator ? (operator.List.items ?? []).map(textOf).at(-1) : undefined;
      return isColumn && name === '=';
    });
  if (!isPlain) return undefined;
  const columns = items(statement, open + 1, last - 1).map((item) => {
    const { start, end } = spanOf(statement, item.first);
    return statement.text.slice(start, end);
  });
  const { start, end } = spanOf(statement, exclude);
  const unique = inCaseOf(statement.text.slice(start, end), 'UNIQUE');
  return {
    title: 'Use UNIQUE (its index is built with the table)',
    safety: 'review',
    edits: replaceTokens(statement, exclude, last, `${unique} (${columns.join(', ')})`),
  };
}
