import { factsOf } from '../dialect/asOf.js';
import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { keyWidthsOf } from '../lint/script/keyWidths.js';
import { declaredBytes, keyWords, sizedTypes, tableKeys } from '../syntax/keys.js';
import { spanOf } from '../syntax/tree/nodes.js';
import { grouped } from '../text/grouped.js';

export default defineRule({
  id: 'large-key',
  severity: 'warning',
  message: 'The columns of this key are declared with {bytes} bytes; DSQL promises keys of {promised}.',
  why: 'A row whose key is too large is refused when it is written, long after the table was created.',
  instead: 'Declare shorter columns, or use a UUID as the key.',
  noFix: 'The file does not say which columns may be shorter.',
  documentation: documentation.quotas,
  examples: [{ bad: 'CREATE TABLE pages (url VARCHAR(1500) PRIMARY KEY, body TEXT);', at: 'PRIMARY KEY' }],
  words: sizedTypes,
  check: {
    *CreateStmt(create, statement, { asOf }) {
      const { maxDeclaredKeyBytes, maxKeyBytes } = factsOf(asOf).limits;
      for (const key of tableKeys(create)) {
        const bytes = declaredBytes(key.columns);
        if (bytes <= maxKeyBytes || bytes > maxDeclaredKeyBytes) continue;
        yield {
          at: spanOf(statement, keyWords(statement, key)),
          data: { bytes: grouped(bytes), promised: grouped(maxKeyBytes) },
        };
      }
    },
  },
  asksTables: true,
  *script(script) {
    const { maxDeclaredKeyBytes, maxKeyBytes } = factsOf(script.asOf).limits;
    for (const { at, bytes } of keyWidthsOf(script))
      if (bytes > maxKeyBytes && bytes <= maxDeclaredKeyBytes)
        yield { at, data: { bytes: grouped(bytes), promised: grouped(maxKeyBytes) } };
  },
});
