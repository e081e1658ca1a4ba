import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { removeTokens } from '../syntax/edits.js';
import { isAt, spanOf } from '../syntax/tokens.js';

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
    *RangeVar({ relpersistence }, statement, { parent }) {
      if (relpersistence !== 'u' || !isAt(statement, 1, 'unlogged') || parent?.name === 'CreateSeqStmt')
        return;
      yield {
        at: spanOf(statement, 1),
        fixes: [{ title: 'Remove UNLOGGED', safety: 'safe', edits: removeTokens(statement, 1) }],
      };
    },
  },
});
