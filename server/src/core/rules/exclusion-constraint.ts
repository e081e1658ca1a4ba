import type { Constraint } from 'libpg-query';
import { documentation } from '../dialect/documentation.js';
import type { Fix } from '../lint/problem.js';
import { defineRule } from '../lint/rule.js';
import { inCaseOf, replace } from '../syntax/edits.js';
import type { SyntaxNode } from '../syntax/node.js';
import { syntaxOf } from '../syntax/rangeOf.js';
import type { Statement } from '../syntax/statement.js';
import { childOf, childrenOf, fromKeyword, oneToken, spanOf } from '../syntax/tree/nodes.js';
import { textOf } from '../syntax/typeName.js';
import { sourceOf } from '../syntax/words.js';

export default defineRule({
  id: 'exclusion-constraint',
  severity: 'error',
  message: 'Exclusion constraints are not supported.',
  why: 'They need an index of a kind that DSQL does not have.',
  instead:
    'Use UNIQUE where equal values are excluded; check overlaps in the application, under SELECT … FOR UPDATE on a row that both writers lock.',
  leftOut: 'rows that exclude each other are accepted',
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
      const syntax = syntaxOf(statement, constraint);
      if (!syntax) return;
      const unique = parent?.name === 'CreateStmt' ? asUnique(statement, constraint, syntax) : undefined;
      yield { at: spanOf(statement, syntax), fixes: unique ? [unique] : [] };
    },
  },
});

/** To exclude equal values of plain columns is the same as UNIQUE. */
function asUnique(statement: Statement, constraint: Constraint, syntax: SyntaxNode): Fix | undefined {
  const keys = childOf(syntax, 'list', 'key');
  const exclude = fromKeyword(statement, syntax, 'exclude');
  const isPlain =
    keys?.last === syntax.last &&
    !constraint.where_clause &&
    (constraint.exclusions ?? []).every((node) => {
      const [element, operator] = 'List' in node ? (node.List.items ?? []) : [];
      const isColumn = element && 'IndexElem' in element && element.IndexElem.name !== undefined;
      const name =
        operator && 'List' in operator ? (operator.List.items ?? []).map(textOf).at(-1) : undefined;
      return isColumn && name === '=';
    });
  if (!isPlain || !exclude) return undefined;
  const columns = childrenOf(keys, 'key').map((key) =>
    sourceOf(statement, childOf(key, 'name', 'column') ?? key),
  );
  const unique = inCaseOf(sourceOf(statement, oneToken(exclude.first)), 'UNIQUE');
  return {
    id: 'use-unique',
    title: 'Use UNIQUE',
    consequence: 'its index is built with the table',
    safety: 'review',
    edits: replace(statement, exclude, `${unique} (${columns.join(', ')})`),
  };
}
