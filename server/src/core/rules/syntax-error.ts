import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { refusedSyntax } from '../syntax/refusedSyntax.js';

export default defineRule({
  id: 'syntax-error',
  severity: 'error',
  message: '{error}',
  why: "Aurora DSQL reads SQL with PostgreSQL 16's grammar, and this text is not part of it.",
  instead: 'Correct the statement near the marked word.',
  noFix: 'It is not known what was meant.',
  server: { sqlstate: '42601', text: 'syntax error at or near "{word}"' },
  documentation: documentation.sqlSubsets,
  examples: [{ bad: 'SELECT * FORM t;', at: 'FORM' }],
  *unreadable(statement) {
    const { syntaxError } = statement;
    // An error with a known cause has a rule of its own.
    if (syntaxError && !refusedSyntax(statement))
      yield { at: syntaxError.span, data: { error: syntaxError.message } };
  },
});
