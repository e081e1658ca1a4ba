import { factsOf } from '../dialect/asOf.js';
import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { keyWidthsOf } from '../lint/script/keyWidths.js';
import { declaredBytes, keyWords, sizedTypes, tableKeys } from '../syntax/keys.js';
import { spanOf } from '../syntax/tree/nodes.js';
import { grouped } from '../text/grouped.js';

export default defineRule({
  id: 'key-too-large',
  severity: 'error',
  message: 'The columns of this key are declared with {bytes} bytes; the limit is {most}.',
  why: 'A key is part of every row of its index, and DSQL refuses one whose declared lengths exceed 2,000 bytes.',
  instead: 'Declare shorter columns, or use a UUID as the key.',
  noFix: 'The file does not say which columns may be shorter.',
  server: { sqlstate: '54000', text: 'key size greater than 2000 bytes not supported' },
  documentation: documentation.quotas,
  examples: [
    { bad: 'CREATE TABLE pages (url VARCHAR(2048) PRIMARY KEY, body TEXT);', at: 'PRIMARY KEY' },
    {
      bad: 'CREATE TABLE pages (id UUID PRIMARY KEY, url VARCHAR(2048)); CREATE INDEX ASYNC pages_url ON pages (url);',
      at: 'url',
    },
  ],
  words: sizedTypes,
  check: {
    *CreateStmt(create, statement, { asOf }) {
      const most = factsOf(asOf).limits.maxDeclaredKeyBytes;
      for (const key of tableKeys(create)) {
        const bytes = declaredBytes(key.columns);
        if (bytes <= most) continue;
        yield {
          at: spanOf(statement, keyWords(statement, key)),
          data: { bytes: grouped(bytes), most: grouped(most) },
        };
      }
    },
  },
  asksTables: true,
  *script(script) {
    const most = factsOf(script.asOf).limits.maxDeclaredKeyBytes;
    for (const { at, bytes } of keyWidthsOf(script))
      if (bytes > most) yield { at, data: { bytes: grouped(bytes), most: grouped(most) } };
  },
});
