import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { removeTokens } from '../syntax/edits.js';
import { behindName, indexAt, spanOf } from '../syntax/tokens.js';

export default defineRule({
  id: 'collation',
  severity: 'error',
  message: 'Column "{column}" takes no COLLATE clause: the collation is always C.',
  why: 'DSQL compares text by its bytes everywhere, and refuses the clause even for "C".',
  instead: 'Leave the clause out, and sort for people in the application.',
  server: { sqlstate: '0A000', text: 'COLLATE clause not supported' },
  documentation: documentation.compatibility,
  examples: [
    {
      bad: 'CREATE TABLE teams (name TEXT COLLATE "de_DE" NOT NULL);',
      at: 'COLLATE "de_DE"',
      good: 'CREATE TABLE teams (name TEXT NOT NULL);',
    },
  ],
  words: ['collate'],
  inQueries: false,
  check: {
    *CollateClause({ collname = [], location = 0 }, statement, { parent }) {
      if (parent?.name !== 'ColumnDef') return;
      const first = indexAt(statement, location);
      const last = behindName(statement, first + 1) - 1;
      const name = collname.at(-1);
      const isC = name && 'String' in name && ['C', 'POSIX', 'ucs_basic'].includes(name.String.sval ?? '');
      const edits = removeTokens(statement, first, last);
      yield {
        at: spanOf(statement, first, last),
        data: { column: parent.node.colname ?? '' },
        fixes: [
          isC
            ? { title: 'Remove COLLATE', safety: 'safe', edits }
            : { title: 'Remove COLLATE (text sorts by its bytes)', safety: 'review', edits },
        ],
      };
    },
  },
});
