import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { spanOf } from '../syntax/tree/nodes.js';

export default defineRule({
  id: 'too-deep',
  severity: 'info',
  message: 'This statement is nested too deeply to be analyzed.',
  why: 'Its expressions nest thousands of levels deep, so nothing is known about it. Aurora DSQL limits nesting too.',
  instead: 'Use IN or ANY with a list, or several statements.',
  noFix: 'A statement that is nested too deeply is not read at all.',
  server: { sqlstate: '54001', text: 'stack depth limit exceeded' },
  documentation: documentation.quotas,
  examples: [{ bad: `SELECT ${'('.repeat(12_000)}1${')'.repeat(12_000)};`, at: 'SELECT' }],
  *unreadable(statement) {
    if (statement.isTooDeep) yield { at: spanOf(statement, { first: 0, last: 0 }) };
  },
});
