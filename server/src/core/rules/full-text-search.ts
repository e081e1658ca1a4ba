import type { FuncCall, Node } from 'libpg-query';
import { documentation } from '../dialect/documentation.js';
import { leaveOut } from '../lint/fixes/leaveOut.js';
import { defineRule } from '../lint/rule.js';
import { builtInName, callSpan } from '../syntax/calls.js';
import type { TokenRange } from '../syntax/node.js';
import type { Statement } from '../syntax/statement.js';
import { spanOf, tokenAt } from '../syntax/tree/nodes.js';

const searches = new Set([
  'phraseto_tsquery',
  'plainto_tsquery',
  'to_tsquery',
  'to_tsvector',
  'websearch_to_tsquery',
]);

export default defineRule({
  id: 'full-text-search',
  severity: 'error',
  message: 'Full text search is not available: a cluster has no text search configurations.',
  why: 'to_tsvector and its like need a configuration such as "english", and DSQL has none.',
  instead: 'Search with LIKE and an index, or in a service such as OpenSearch.',
  noFix: 'LIKE finds letters and no words: what to search for is another question then.',
  server: { sqlstate: '42704', text: 'text search configuration "english" does not exist' },
  documentation: documentation.compatibility,
  examples: [{ bad: "SELECT to_tsvector('english', body) FROM posts;", at: 'to_tsvector' }],
  words: [...searches],
  repair(_subject, source) {
    return 'IndexStmt' in (source.statement.node ?? {})
      ? [
          leaveOut(source, {
            consequence: 'searches read the whole table',
            instead: 'Search with LIKE, or in a service such as OpenSearch.',
          }),
        ]
      : [];
  },
  check: {
    *FuncCall(call, statement) {
      if (isSearch(call) && (call.args ?? []).length > 1) yield { at: callSpan(statement, call) };
    },
    *A_Expr({ name = [], lexpr, rexpr, location = 0 }, statement) {
      const operator = name.at(-1);
      if (!operator || !('String' in operator) || operator.String.sval !== '@@') return;
      // A side with a configuration has its own finding; jsonb has an operator of this name too.
      if ([lexpr, rexpr].some(usesDefault) && ![lexpr, rexpr].some(namesConfiguration))
        yield { at: spanOf(statement, operatorAt(statement, location)) };
    },
  },
});

function operatorAt(statement: Statement, location: number): TokenRange {
  const token = tokenAt(statement, location);
  return { first: token, last: token };
}

const isSearch = (call: FuncCall): boolean => searches.has(builtInName(call) ?? '');

const usesDefault = (side: Node | undefined): boolean =>
  side !== undefined && 'FuncCall' in side && isSearch(side.FuncCall);

const namesConfiguration = (side: Node | undefined): boolean =>
  side !== undefined &&
  'FuncCall' in side &&
  isSearch(side.FuncCall) &&
  (side.FuncCall.args ?? []).length > 1;
