import { factsOf } from '../dialect/asOf.js';
import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { headSpan } from '../syntax/head.js';
import { grouped } from '../text/grouped.js';

const items = Array.from({ length: 6_000 }, (_none, at) => `'a value of the list ${at}'`).join(', ');

export default defineRule({
  id: 'long-view',
  severity: 'warning',
  message: 'The text of this view has {kib} KiB; the server may refuse more than {most}.',
  why: 'A cluster keeps a view as a tree of at most 512 KiB, which texts of 131 KiB and more have exceeded.',
  instead: 'Keep long lists of values in a table and join it, or split the view in two.',
  noFix: 'How a query is split is a design decision.',
  server: { sqlstate: '54000', text: 'view definition too large' },
  documentation: documentation.quotas,
  examples: [
    { bad: `CREATE VIEW picked AS SELECT id FROM games WHERE title IN (${items});`, at: 'CREATE VIEW' },
  ],
  check: {
    *ViewStmt(_view, statement, { asOf }) {
      const most = factsOf(asOf).limits.maxViewBytes;
      const bytes = bytesOf(statement.text);
      if (bytes > most)
        yield {
          at: headSpan(statement, 'view'),
          data: { kib: grouped(Math.ceil(bytes / 1_024)), most: grouped(Math.floor(most / 1_024)) },
        };
    },
  },
});

/** In UTF-8. */
function bytesOf(text: string): number {
  let bytes = text.length;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    // A surrogate is one half of a character of four bytes.
    if (code > 0x7f) bytes += code > 0x7ff && (code < 0xd800 || code > 0xdfff) ? 2 : 1;
  }
  return bytes;
}
