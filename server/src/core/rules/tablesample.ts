import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { syntaxOf } from '../syntax/rangeOf.js';
import { clauseOf, keywordIn, spanOf } from '../syntax/tree/nodes.js';

export default defineRule({
  id: 'tablesample',
  severity: 'error',
  message: 'TABLESAMPLE is not supported.',
  why: 'DSQL reads the rows that a query asks for; it has no pages to pick at random.',
  instead: 'Write ORDER BY random() LIMIT n over a bounded set of rows.',
  noFix: 'You decide how many rows the sample needs, and from which rows it is drawn.',
  server: { sqlstate: '0A000', text: 'TABLESAMPLE clause not supported' },
  documentation: documentation.sqlSubsets,
  examples: [{ bad: 'SELECT * FROM games TABLESAMPLE system (1);', at: 'TABLESAMPLE' }],
  words: ['tablesample'],
  check: {
    *RangeTableSample(sample, statement) {
      const clause = clauseOf(syntaxOf(statement, sample), 'tablesample');
      const word = keywordIn(statement, clause, 'tablesample');
      if (word) yield { at: spanOf(statement, word) };
    },
  },
});
