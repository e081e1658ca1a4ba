import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { remove } from '../syntax/edits.js';
import { rangeOf } from '../syntax/rangeOf.js';
import { spanOf } from '../syntax/tree/nodes.js';

export default defineRule({
  id: 'leakproof-function',
  severity: 'error',
  message: 'A function cannot be LEAKPROOF.',
  why: 'Only a superuser may promise that a function reveals nothing about its arguments, and DSQL gives you no superuser.',
  instead: 'Leave LEAKPROOF out: the function returns the same.',
  server: { sqlstate: '42501', text: 'only superuser can define a leakproof function' },
  documentation: documentation.createFunction,
  examples: [
    {
      bad: 'CREATE FUNCTION one() RETURNS int LANGUAGE sql LEAKPROOF AS $$ SELECT 1 $$;',
      at: 'LEAKPROOF',
      good: 'CREATE FUNCTION one() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;',
    },
  ],
  words: ['leakproof'],
  check: {
    *DefElem(option, statement, { parent }) {
      const { defname, arg } = option;
      if (defname !== 'leakproof' || parent?.name !== 'CreateFunctionStmt') return;
      if (!arg || !('Boolean' in arg) || !arg.Boolean.boolval) return;
      const word = rangeOf(statement, option);
      if (!word) return;
      yield {
        at: spanOf(statement, word),
        fixes: [
          {
            id: 'remove-leakproof',
            title: 'Remove LEAKPROOF',
            safety: 'safe',
            edits: remove(statement, word),
          },
        ],
      };
    },
  },
});
