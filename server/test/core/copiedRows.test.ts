import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fixAll } from '../../src/core/repair/fixAll.js';
import { analyzer } from './engine.js';

const rows = (count: number, row = 'x'): string => `${row}\n`.repeat(count);

/** A script of rows behind COPY, and what is found in it. */
const cases: readonly (readonly [name: string, sql: string, ...found: readonly string[]])[] = [
  ['3,000 rows', `COPY t FROM stdin;\n${rows(3_000)}\\.\n`],
  ['one more', `COPY t FROM stdin;\n${rows(3_001)}\\.\n`, 'This statement changes 3,001 rows'],
  [
    'empty lines are rows',
    `COPY t FROM stdin;\n${rows(3_001, '')}\\.\n`,
    'This statement changes 3,001 rows',
  ],
  ['a row goes on behind a backslash', `COPY t FROM stdin;\n${rows(2_000, 'a\\\nb')}\\.\n`],
  ['a row of CSV goes on in quotes', `COPY t FROM stdin CSV;\n${rows(2_000, '"a\nb"')}\\.\n`],
  ['a header is no row', `COPY t FROM stdin (FORMAT csv, HEADER true);\nid\n${rows(3_000)}\\.\n`],
  [
    'no header',
    `COPY t FROM stdin (FORMAT csv, HEADER off);\n${rows(3_001)}\\.\n`,
    'This statement changes 3,001 rows',
  ],
  ['WHERE may leave rows out', `COPY t FROM stdin WHERE id > 1;\n${rows(3_001)}\\.\n`],
  ['rows end with the text', `COPY t FROM stdin;\n${rows(3_001)}`],
  ['\\copy', `\\copy t from stdin csv\n${rows(3_001)}\\.\n`, 'This command changes 3,001 rows'],
  [
    'a transaction',
    `BEGIN;\nCOPY t FROM stdin;\n${rows(2_000)}\\.\nINSERT INTO t VALUES (1);\nCOPY t FROM stdin;\n${rows(1_000)}\\.\nCOMMIT;\n`,
    'This transaction changes 3,001 rows',
  ],
];

describe('rows behind COPY', () => {
  for (const [name, sql, ...found] of cases)
    test(name, () => {
      const { problems } = analyzer.analyze(sql);
      const told = problems.filter(({ rule }) => rule === 'too-many-rows');
      assert.deepEqual(
        told.map(({ message }) => message.replace(/;.*/, '')),
        found,
      );
    });

  const parts = (lead: string, head: string) =>
    [1_000, 1_000, 1_000, 1].map((count) => `${head}${rows(count)}`).join(`\\.\n\n${lead}`);
  for (const [opening, head] of [
    ['', 'COPY t FROM stdin;\n'],
    ['', '\\copy t from stdin csv header\nid\n'],
    ['BEGIN;\n', 'COPY t FROM stdin (FORMAT csv, HEADER);\nid\n'],
  ] as const)
    test(`parted: ${opening}${head}`, () => {
      const closing = opening ? 'COMMIT;\n' : '';
      const sql = `${opening}${head}${rows(3_001)}\\.\n${closing}`;
      const { text } = fixAll(analyzer, sql, {}, 'review');
      assert.equal(text, `${opening}${parts(opening && `COMMIT;\n${opening}`, head)}\\.\n${closing}`);
      const left = analyzer.analyze(text).problems.filter(({ rule }) => rule === 'too-many-rows');
      assert.deepEqual(left, []);
    });
});
