import { documentation } from '../dialect/documentation.js';
import { leaveOut } from '../lint/fixes/leaveOut.js';
import { defineRule } from '../lint/rule.js';
import { remove } from '../syntax/edits.js';
import { indexClauses, isOfContents } from '../syntax/indexClauses.js';
import { childOf, nameOf, spanOf } from '../syntax/tree/nodes.js';

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
  repair: ({ isOfContents }: { readonly isOfContents: boolean }, source) =>
    isOfContents
      ? [
          leaveOut(source, {
            consequence: 'queries that search inside values or by distance read the whole table',
            instead: "Index what queries ask for by an expression of its own, such as ((doc->>'name')).",
          }),
        ]
      : [],
  check: {
    *IndexStmt(index, statement) {
      const using = indexClauses(statement, index).find(({ kind }) => kind === 'method')?.part;
      if (!using) return;
      const method = nameOf(statement, childOf(using, 'name'));
      const fix = { id: 'remove-method', title: `Remove USING ${method}`, edits: remove(statement, using) };
      yield {
        at: spanOf(statement, using),
        subject: { isOfContents: isOfContents(index) },
        fixes: [
          method === 'btree'
            ? { ...fix, safety: 'safe' }
            : { ...fix, consequence: 'the index serves equality and ranges only', safety: 'review' },
        ],
      };
    },
  },
});
