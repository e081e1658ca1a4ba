import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { remove } from '../syntax/edits.js';
import { syntaxOf } from '../syntax/rangeOf.js';
import { enclosing, keywordIn, spanOf } from '../syntax/tree/nodes.js';

export default defineRule({
  id: 'unlogged-table',
  severity: 'error',
  message: 'UNLOGGED tables are not supported.',
  why: 'DSQL keeps every committed row durable in several zones; there is no log to leave out.',
  instead: 'Create a plain table.',
  server: { sqlstate: '0A000', text: 'UNLOGGED table not supported for CREATE TABLE' },
  documentation: documentation.createTable,
  examples: [
    {
      bad: 'CREATE UNLOGGED TABLE cache (id UUID PRIMARY KEY);',
      at: 'UNLOGGED',
      good: 'CREATE TABLE cache (id UUID PRIMARY KEY);',
    },
  ],
  words: ['unlogged'],
  check: {
    *RangeVar(table, statement, { parent }) {
      if (table.relpersistence !== 'u' || parent?.name === 'CreateSeqStmt') return;
      const create = enclosing(syntaxOf(statement, table), 'statement');
      const word = keywordIn(statement, create, 'unlogged');
      if (!word) return;
      yield {
        at: spanOf(statement, word),
        fixes: [{ id: 'remove', title: 'Remove UNLOGGED', safety: 'safe', edits: remove(statement, word) }],
      };
    },
  },
});
