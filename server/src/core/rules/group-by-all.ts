import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { refusedSyntax } from '../syntax/refusedSyntax.js';
import { spanOf } from '../syntax/tree/nodes.js';

export default defineRule({
  id: 'group-by-all',
  severity: 'error',
  message: 'GROUP BY ALL is not available: list the columns.',
  why: "PostgreSQL's grammar reads ALL as a word before the list, and then expects the list. The user guide shows the form, but the server does not accept it.",
  instead: 'List the columns that are not aggregated.',
  noFix: 'Which columns it stands for depends on which functions are aggregates.',
  server: { sqlstate: '42601', text: 'syntax error at end of input' },
  documentation: documentation.sqlSubsets,
  examples: [{ bad: 'SELECT team, count(*) FROM games GROUP BY ALL;', at: 'GROUP BY ALL' }],
  *unreadable(statement) {
    const refused = refusedSyntax(statement);
    if (refused?.kind === 'groupByAll') yield { at: spanOf(statement, refused) };
  },
});
