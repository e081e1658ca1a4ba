import { documentation } from '../dialect/documentation.js';
import { maxDeclaredKeyBytes, maxKeyBytes } from '../dialect/limits.js';
import { defineRule } from '../lint/rule.js';
import { keyWidthsOf } from '../lint/script/keyWidths.js';
import { declaredBytes, keyWords, sizedTypes, tableKeys } from '../syntax/keys.js';
import { spanOf } from '../syntax/tree/nodes.js';
import { grouped } from '../text/grouped.js';

export default defineRule({
  id: 'large-key',
  severity: 'warning',
  message: 'The columns of this key are declared with {bytes} bytes; DSQL promises keys of 1,024.',
  why: 'A row whose key is too large is refused when it is written, long after the table was created.',
  instead: 'Declare shorter columns, or use a UUID as the key.',
  noFix: 'The file does not say which columns may be shorter.',
  documentation: documentation.quotas,
  examples: [{ bad: 'CREATE TABLE pages (url VARCHAR(1500) PRIMARY KEY, body TEXT);', at: 'PRIMARY KEY' }],
  words: sizedTypes,
  check: {
    *CreateStmt(create, statement) {
      for (const key of tableKeys(create)) {
        const bytes = declaredBytes(key.columns);
        if (bytes <= maxKeyBytes || bytes > maxDeclaredKeyBytes) continue;
        yield { at: spanOf(statement, keyWords(statement, key)), data: { bytes: grouped(bytes) } };
      }
    },
  },
  asksTables: true,
  *script(script) {
    for (const { at, bytes } of keyWidthsOf(script))
      if (bytes > maxKeyBytes && bytes <= maxDeclaredKeyBytes) yield { at, data: { bytes: grouped(bytes) } };
  },
});
