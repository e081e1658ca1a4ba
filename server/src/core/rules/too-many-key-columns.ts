import { factsOf } from '../dialect/asOf.js';
import { documentation } from '../dialect/documentation.js';
import { maxKeyColumns } from '../dialect/limits.js';
import { serverErrors, worded } from '../dialect/serverErrors.js';
import { defineRule } from '../lint/rule.js';
import { keyWords, tableKeys } from '../syntax/keys.js';
import { spanOf } from '../syntax/tree/nodes.js';

export default defineRule({
  id: 'too-many-key-columns',
  severity: 'error',
  message: 'A key has at most {most} columns, and this one has {count}.',
  why: 'DSQL limits primary keys, unique constraints and indexes to 8 columns.',
  instead: 'Use a UUID as the key, and check what else must be unique by a column computed from the others.',
  noFix: 'Which columns identify a row is a design decision.',
  server: worded(serverErrors.tooManyKeyColumns, { count: String(maxKeyColumns) }),
  documentation: documentation.quotas,
  examples: [
    {
      bad: 'CREATE TABLE t (a INT, b INT, c INT, d INT, e INT, f INT, g INT, h INT, i INT, PRIMARY KEY (a, b, c, d, e, f, g, h, i));',
      at: 'PRIMARY KEY',
    },
  ],
  check: {
    *CreateStmt(create, statement, { asOf }) {
      const most = factsOf(asOf).limits.maxKeyColumns;
      for (const key of tableKeys(create)) {
        if (key.columns.length <= most) continue;
        const at = spanOf(statement, keyWords(statement, key));
        yield { at, data: { count: String(key.columns.length), most: String(most) } };
      }
    },
  },
});
