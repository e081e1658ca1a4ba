import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { remove } from '../syntax/edits.js';
import { clauseWords, indexClauses } from '../syntax/indexClauses.js';
import { holdsPlaceholder } from '../syntax/placeholders.js';
import { childOf, nameOf, spanOf } from '../syntax/tree/nodes.js';

export default defineRule({
  id: 'index-operator-class',
  severity: 'error',
  message: 'An index key takes no operator class such as {operatorClass}.',
  why: 'DSQL has one kind of index, which orders text by its bytes and serves LIKE prefixes as it is.',
  instead: 'Name the column or expression alone.',
  server: { sqlstate: '0A000', text: 'opclass not supported for index keys' },
  documentation: documentation.createIndex,
  examples: [
    {
      bad: 'CREATE INDEX ASYNC teams_name ON teams (name text_pattern_ops);',
      at: 'text_pattern_ops',
      good: 'CREATE INDEX ASYNC teams_name ON teams (name);',
    },
  ],
  check: {
    *IndexStmt(index, statement) {
      for (const clause of indexClauses(statement, index)) {
        if (clause.kind !== 'operatorClass') continue;
        const name = clauseWords(statement, [clause]);
        // A placeholder there may be anything.
        if (holdsPlaceholder(name)) continue;
        const fix = {
          id: 'remove-operator-class',
          title: `Remove ${name}`,
          edits: remove(statement, clause.part),
        };
        yield {
          at: spanOf(statement, clause.part),
          data: { operatorClass: name },
          fixes: [
            ordersBytes.has(nameOf(statement, childOf(clause.part, 'name')))
              ? { ...fix, safety: 'safe' }
              : { ...fix, consequence: 'the index serves equality and ranges only', safety: 'review' },
          ],
        };
      }
    },
  },
});

/** Under the C collation these give the same order as a key without a class. */
const ordersBytes = new Set([
  'text_ops',
  'text_pattern_ops',
  'varchar_ops',
  'varchar_pattern_ops',
  'bpchar_ops',
  'bpchar_pattern_ops',
]);
