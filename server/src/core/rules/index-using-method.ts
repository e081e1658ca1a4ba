import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { leaveOut } from '../script/leaveOut.js';
import { removeTokens } from '../syntax/edits.js';
import { isOfContents } from '../syntax/indexClauses.js';
import { find, spanOf, wordOf } from '../syntax/tokens.js';

export default defineRule({
  id: 'index-using-method',
  severity: 'error',
  message: 'CREATE INDEX takes no USING clause in Aurora DSQL.',
  why: 'DSQL has one kind of index. drizzle-kit, Prisma and pg_dump write USING btree although it is the default.',
  instead: 'Leave USING out.',
  server: { sqlstate: '0A000', text: 'USING not supported for CREATE INDEX' },
  documentation: documentation.createIndex,
  examples: [
    {
      bad: 'CREATE INDEX ASYNC games_date ON games USING btree (game_date);',
      at: 'USING btree',
      good: 'CREATE INDEX ASYNC games_date ON games (game_date);',
    },
  ],
  words: ['using'],
  repair(_subject, { script, placed: statement, at }) {
    const { node } = script.read(statement);
    return node && 'IndexStmt' in node && isOfContents(node.IndexStmt)
      ? [
          leaveOut(script, statement, at, {
            consequence: 'queries for what its columns contain read the whole table',
            instead: "Index what queries ask for by an expression of its own, such as ((doc->>'name')).",
          }),
        ]
      : [];
  },
  check: {
    *IndexStmt(_index, statement) {
      if (!/\busing\b/i.test(statement.text)) return;
      const using = find(statement, ['using']);
      if (using < 0) return;
      const method = wordOf(statement, using + 1);
      const edits = removeTokens(statement, using, using + 1);
      yield {
        at: spanOf(statement, using, using + 1),
        fixes: [
          method === 'btree'
            ? { title: 'Remove USING btree', safety: 'safe', edits }
            : {
                title: `Remove USING ${method} (the index serves equality and ranges only)`,
                safety: 'review',
                edits,
              },
        ],
      };
    },
  },
});
