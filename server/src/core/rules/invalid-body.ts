import { documentation } from '../dialect/documentation.js';
import type { Fix } from '../lint/problem.js';
import { defineRule } from '../lint/rule.js';
import { refusedInAtomic } from '../syntax/atomicBody.js';
import { quoteName } from '../syntax/names.js';
import { oneToken, spanOf } from '../syntax/tree/nodes.js';
import { sourceOf } from '../syntax/words.js';
import type { Span } from '../text/span.js';

/** The variable that may be meant. */
const nameInstead = (name: string, span: Span): Fix => ({
  id: 'name-variable',
  title: `Write ${quoteName(name)}`,
  consequence: 'the statement names another variable',
  safety: 'review',
  // Whether it is meant only a person knows.
  isPartial: true,
  edits: [{ ...span, text: quoteName(name) }],
});

export default defineRule({
  id: 'invalid-body',
  severity: 'error',
  message: 'PostgreSQL refuses to create this body: {reason}.',
  why: 'PostgreSQL compiles PL/pgSQL when the function is created or the block is sent: it looks up assigned variables, labels and cursors, and checks RETURN against the function and RAISE against its format. BEGIN ATOMIC takes queries and changes of rows only.',
  instead:
    'Declare the variable, or correct the name or the statement that it names. What is neither a query nor a change of rows needs a body in quotes.',
  noFix: 'It is not known what was meant.',
  server: { sqlstate: '42601', text: '"{name}" is not a known variable' },
  documentation: documentation.plpgsql,
  examples: [
    {
      bad: 'CREATE FUNCTION one() RETURNS int LANGUAGE plpgsql AS $$ BEGIN total := 1; RETURN 1; END $$;',
      at: 'total',
      byHand:
        'CREATE FUNCTION one() RETURNS int LANGUAGE plpgsql AS $$ DECLARE total int; BEGIN total := 1; RETURN 1; END $$;',
    },
    {
      bad: "DO $$ BEGIN RAISE NOTICE '% of %', 1; END $$;",
      at: "'% of %'",
      byHand: "DO $$ BEGIN RAISE NOTICE '% of %', 1, 2; END $$;",
    },
  ],
  words: ['atomic'],
  check: {
    *CreateFunctionStmt(_create, statement) {
      for (const { syntax } of refusedInAtomic(statement)) {
        const verb = sourceOf(statement, oneToken(syntax.first)).toUpperCase();
        yield {
          at: spanOf(statement, syntax),
          data: { reason: `${verb} is not yet supported in unquoted SQL function body` },
        };
      }
    },
  },
  *routine({ objections }) {
    for (const { message, span, suggestion } of objections)
      yield {
        at: span,
        data: { reason: message },
        fixes: suggestion === undefined ? [] : [nameInstead(suggestion, span)],
      };
  },
});
