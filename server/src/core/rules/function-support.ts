import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { remove } from '../syntax/edits.js';
import { syntaxOf } from '../syntax/rangeOf.js';
import { childOf, partsOf, spanOf } from '../syntax/tree/nodes.js';

export default defineRule({
  id: 'function-support',
  severity: 'error',
  message: 'A function cannot have the support function {name}.',
  why: 'A support function helps the planner, and is written in C; DSQL takes none of your own.',
  instead: 'Leave SUPPORT out: the function returns the same.',
  server: { sqlstate: '42883', text: 'function {name}(internal) does not exist' },
  documentation: documentation.createFunction,
  examples: [
    {
      bad: 'CREATE FUNCTION one() RETURNS int LANGUAGE sql SUPPORT one_support AS $$ SELECT 1 $$;',
      at: 'SUPPORT one_support',
      good: 'CREATE FUNCTION one() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;',
    },
  ],
  words: ['support'],
  check: {
    *DefElem(option, statement, { parent }) {
      if (option.defname !== 'support' || parent?.name !== 'CreateFunctionStmt') return;
      const clause = syntaxOf(statement, option);
      if (!clause) return;
      yield {
        at: spanOf(statement, clause),
        data: { name: partsOf(statement, childOf(clause, 'name')).join('.') },
        fixes: [
          {
            id: 'remove-support',
            title: 'Remove SUPPORT',
            safety: 'safe',
            edits: remove(statement, clause),
          },
        ],
      };
    },
  },
});
