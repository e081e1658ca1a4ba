import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { builtInName, callSpan } from '../syntax/calls.js';

export default defineRule({
  id: 'lastval',
  severity: 'error',
  message: 'lastval() is not supported.',
  why: 'DSQL remembers the last number of each sequence, but not the last one across all of them.',
  instead: "Write currval('sequence'), or read the number with INSERT … RETURNING.",
  noFix: 'Only when it runs is it known which sequence was used last.',
  documentation: documentation.sequenceFunctions,
  holds: { since: 'sequences' },
  examples: [{ bad: 'SELECT lastval();', at: 'lastval' }],
  words: ['lastval'],
  check: {
    *FuncCall(call, statement) {
      if (builtInName(call) === 'lastval' && !call.args) yield { at: callSpan(statement, call) };
    },
  },
});
