import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { remove } from '../syntax/edits.js';
import { rangeOf } from '../syntax/rangeOf.js';
import { spanOf } from '../syntax/tree/nodes.js';

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
    *CollateClause(clause, statement, { parent }) {
      const range = parent?.name === 'ColumnDef' && rangeOf(statement, clause);
      if (!range) return;
      const name = clause.collname?.at(-1);
      const isC = name && 'String' in name && ['C', 'POSIX', 'ucs_basic'].includes(name.String.sval ?? '');
      const removal = { id: 'remove', title: 'Remove COLLATE', edits: remove(statement, range) };
      yield {
        at: spanOf(statement, range),
        data: { column: parent.node.colname ?? '' },
        fixes: [
          isC
            ? { ...removal, safety: 'safe' }
            : { ...removal, consequence: 'text sorts by its bytes', safety: 'review' },
        ],
      };
    },
  },
});
