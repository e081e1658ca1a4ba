import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { tokenize } from '../../../../src/core/syntax/lexer.js';
import { randomFrom } from '../../../random.js';
import { corpus } from '../../corpus.js';
import { faultsOf, format } from './formatOracle.js';

const statements = readFileSync(path.join(__dirname, 'statements.txt'), 'utf8')
  .split('\n=====\n')
  .map((one) => one.split('\n-----\n')[0] ?? '');

test('every beginning of a statement keeps what it says', () => {
  for (const [at, statement] of statements.entries())
    for (let length = 1 + (at % 3); length < statement.length; length += 3) {
      const written = statement.slice(0, length);
      const { text } = format(written);
      if (text !== written) assert.deepEqual(faultsOf(written, text), [], written);
    }
});

/** What may stand between two tokens. */
const gaps = [
  '\n',
  '\n\n',
  '  ',
  '\t',
  ' /* c */ ',
  '\n/* c\n   d */\n',
  ' -- c\n',
  '\n-- c\n',
  '\n\n-- c\n\n',
  ' /* /* c */ */\n',
];

test('comments and line breaks at any place of any statement stay, and move past no word', () => {
  const next = randomFrom(18);
  const random = (below: number) => Math.floor(next() * below);
  const all = corpus();
  for (let round = 0; round < 800; round++) {
    const statement = all[random(all.length)] ?? '';
    if (statement.length > 2_000) continue;
    const density = 2 + random(12);
    const written = tokenize(statement)
      .map(({ start, end }, at, tokens) => {
        const gap = statement.slice(end, tokens[at + 1]?.start ?? end);
        return (
          statement.slice(start, end) +
          (gap !== '' && random(density) === 0 ? gaps[random(gaps.length)] : gap)
        );
      })
      .join('');
    const style =
      round % 2 === 0 ? {} : { commaPosition: 'leading' as const, lineWidth: 60, lineEnd: '\r\n' as const };
    const { text, kept } = format(written, style);
    assert.deepEqual(faultsOf(written, text, style), [], written);
    assert.deepEqual(
      kept.filter(({ reason }) => reason.includes('would become') || reason.includes('again')),
      [],
      written,
    );
  }
});

const many = 30_000;
const deep = 5_000;

/** Texts that take a formatter long, or all of a stack. */
const hostile: Readonly<Record<string, string>> = {
  'many comments in one place': `select  a ${'/* x */ '.repeat(many)}from t;`,
  'many lines of comments in one place': `select  a ${'-- x\n'.repeat(many)}from t;`,
  'many operators': `select  ${Array(many / 10)
    .fill('a')
    .join(' + ')};`,
  'many conditions': `select  1 from t where ${Array(many / 10)
    .fill('a = 1')
    .join(' and ')};`,
  'many rows': `insert  into t values ${Array(many / 10)
    .fill('(1)')
    .join(',')};`,
  'many queries of WITH': `with ${Array(many / 10)
    .fill('a as (select 1)')
    .join(',')} select  1;`,
  'many casts': `select  a${'::int'.repeat(many / 10)};`,
  'many empty lines': `select  1${'\n'.repeat(many)};${'\n'.repeat(many)}select  2;`,
  'many statements': 'select  1;'.repeat(many / 10),
  'deep parentheses': `select  ${'('.repeat(deep)}1${')'.repeat(deep)};`,
  'deep queries': `select  ${'(select '.repeat(deep)}1${')'.repeat(deep)};`,
  'deep calls': `select  ${'f(a, '.repeat(deep)}1${')'.repeat(deep)};`,
  'deep CASE': `select  ${'case when a then '.repeat(deep)}1${' end'.repeat(deep)};`,
  'deep NOT': `select  ${'not '.repeat(deep)}a;`,
  'parentheses that nothing closes': `select  ${'('.repeat(deep)};`,
  'parentheses that nothing opens': `select  1${')'.repeat(deep)};`,
  'a deep comment': `select  1 ${'/* '.repeat(deep)}${'*/ '.repeat(deep)};`,
  'a line of a megabyte': `insert  into t values (${'1,'.repeat(1 << 19)}1);`,
};

for (const [name, written] of Object.entries(hostile))
  test(`${name}: formatted or left, and nothing is lost`, () => {
    const { text } = format(written);
    assert.equal(text.replace(/\s/g, ''), written.replace(/\s/g, ''));
    assert.equal(format(text).text, text);
  });
