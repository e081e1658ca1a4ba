import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { remove } from '../syntax/edits.js';
import { syntaxOf } from '../syntax/rangeOf.js';
import { childOf, spanOf } from '../syntax/tree/nodes.js';
import { sourceOf } from '../syntax/words.js';

export default defineRule({
  id: 'function-transform',
  severity: 'error',
  message: 'There is no transform for type {type}.',
  why: 'A transform hands values of a type to another language; DSQL has none, and CREATE TRANSFORM makes none.',
  instead: 'Leave TRANSFORM out: SQL and PL/pgSQL read every type as it is.',
  server: { sqlstate: '42704', text: 'transform for type {type} language "sql" does not exist' },
  documentation: documentation.createFunction,
  examples: [
    {
      bad: 'CREATE FUNCTION one() RETURNS int LANGUAGE sql TRANSFORM FOR TYPE jsonb AS $$ SELECT 1 $$;',
      at: 'TRANSFORM FOR TYPE jsonb',
      good: 'CREATE FUNCTION one() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;',
    },
  ],
  words: ['transform'],
  check: {
    *DefElem(option, statement, { parent }) {
      if (option.defname !== 'transform' || parent?.name !== 'CreateFunctionStmt') return;
      const clause = syntaxOf(statement, option);
      const type = childOf(clause, 'type');
      if (!clause || !type) return;
      yield {
        at: spanOf(statement, clause),
        data: { type: sourceOf(statement, type) },
        fixes: [
          {
            id: 'remove-transform',
            title: 'Remove TRANSFORM',
            safety: 'safe',
            edits: remove(statement, clause),
          },
        ],
      };
    },
  },
});
