import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { append } from '../syntax/edits.js';
import { headSpan } from '../syntax/head.js';

export default defineRule({
  id: 'function-without-language',
  severity: 'error',
  message: 'The function names no LANGUAGE.',
  why: 'A body in a string may be in any language. Only RETURN and BEGIN ATOMIC show that it is SQL.',
  instead: 'Add LANGUAGE sql.',
  server: { sqlstate: '42P13', text: 'no language specified' },
  documentation: documentation.createFunction,
  examples: [
    {
      bad: 'CREATE FUNCTION one() RETURNS int AS $$ SELECT 1 $$;',
      at: 'CREATE FUNCTION',
      good: 'CREATE FUNCTION one() RETURNS int AS $$ SELECT 1 $$ LANGUAGE sql;',
    },
  ],
  check: {
    *CreateFunctionStmt({ is_procedure, options = [], sql_body }, statement) {
      const has = (name: string) =>
        options.some((node) => 'DefElem' in node && node.DefElem.defname === name);
      if (is_procedure || sql_body || has('language') || !has('as')) return;
      yield {
        at: headSpan(statement, 'function'),
        fixes: [
          {
            id: 'add-language',
            title: 'Add LANGUAGE sql',
            consequence: 'the body must be SQL',
            safety: 'review',
            edits: append(statement, ' LANGUAGE sql'),
          },
        ],
      };
    },
  },
});
