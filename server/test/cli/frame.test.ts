import assert from 'node:assert/strict';
import { test } from 'node:test';
import { frameOf } from '../../src/cli/report/frame.js';
import { createPlaces } from '../../src/cli/report/places.js';

/** SQL with the span between ⟦ and ⟧, and its frame. */
const frames: readonly { readonly name: string; readonly sql: string; readonly frame: string }[] = [
  {
    name: 'carets stand under the characters',
    sql: 'SELECT 1;\nSELECT ⟦x⟧ FROM t;\nSELECT 2;',
    frame: `
  |
2 | SELECT x FROM t;
  |        ^`,
  },
  {
    name: 'the gutter is as wide as the line number',
    sql: `${'\n'.repeat(99)}⟦SELECT⟧ 1;`,
    frame: `
    |
100 | SELECT 1;
    | ^^^^^^`,
  },
  {
    name: 'a tab is four cells',
    sql: '\tid\t⟦serial⟧,',
    frame: `
  |
1 |     id    serial,
  |           ^^^^^^`,
  },
  {
    name: 'wide characters, emoji and combining marks count as the cells they fill',
    sql: '漢字 ｶﾅ 👩‍👩‍👧 e\u0301 ⟦"ß漢"⟧ x',
    frame: `
  |
1 | 漢字 ｶﾅ 👩‍👩‍👧 e\u0301 "ß漢" x
  |              ^^^^^`,
  },
  {
    name: 'an empty span has one caret',
    sql: 'SELECT (1⟦⟧',
    frame: `
  |
1 | SELECT (1
  |          ^`,
  },
  {
    name: 'an empty last line can be pointed at',
    sql: 'SELECT (\n⟦⟧',
    frame: `
  |
2 |
  | ^`,
  },
  {
    name: 'a span of several lines shows the first and tells the last',
    sql: 'x; ⟦CREATE\r\nTABLE\r\nt⟧ ();',
    frame: `
  |
1 | x; CREATE
  |    ^^^^^^ … to line 3`,
  },
  {
    name: 'a byte order mark is not there',
    sql: '\uFEFF⟦SELECT⟧ 1;',
    frame: `
  |
1 | SELECT 1;
  | ^^^^^^`,
  },
  {
    name: 'what would move the cursor, hide or reorder text is shown instead of done',
    sql: '\x1b[2J\u202e ⟦\x00\x7f\u200b\x9b⟧ \u2066',
    frame: `
  |
1 | ␛[2J\uFFFD ␀␡\uFFFD\uFFFD \uFFFD
  |       ^^^^`,
  },
  {
    name: 'a long line is cut around the carets',
    sql: `${'a'.repeat(1000)}⟦serial⟧${'b'.repeat(1000)}`,
    frame: `
  |
1 | …${'a'.repeat(40)}serial${'b'.repeat(74)}…
  | ${' '.repeat(41)}^^^^^^`,
  },
  {
    name: 'a long span is cut with its line',
    sql: `⟦${'a'.repeat(1000)}⟧`,
    frame: `
  |
1 | ${'a'.repeat(120)}…
  | ${'^'.repeat(120)}`,
  },
  {
    name: 'a cut never halves a character',
    sql: `${'😀'.repeat(50)}a⟦x⟧${'😀'.repeat(50)}`,
    frame: `
  |
1 | …${'😀'.repeat(20)}ax${'😀'.repeat(39)}…
  | ${' '.repeat(42)}^`,
  },
];

const plain = { gutter: (text: string) => text, carets: (text: string) => text };

for (const { name, sql, frame } of frames) {
  test(`frame: ${name}`, () => {
    const start = sql.indexOf('⟦');
    const text = sql.replace('⟦', '');
    const span = { start, end: text.indexOf('⟧') };
    const source = text.replace('⟧', '');
    assert.equal(`\n${frameOf(source, span, createPlaces(source), plain)}`, frame);
  });
}
