import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAnalyzer } from '../../src/core/lint/analysis.js';
import { rules } from '../../src/core/rules/index.js';
import { parser } from './engine.js';

/** `text` and what must be found in it, warnings apart: each as rule and marked characters, cut to 20 units. */
interface Hostile {
  readonly name: string;
  readonly text: string;
  readonly found: readonly string[];
}

const after = '\nTRUNCATE after;';
const truncate = 'truncate TRUNCATE';
const sum = `SELECT ${Array(10_000).fill('1').join('+')};`;

const table: readonly Hostile[] = [
  {
    name: 'a sum of 10,000 terms, forty times over',
    text:
      Array(40)
        .fill(0)
        .map((_zero, index) => sum.replace('1', String(index)))
        .join('\n') + after,
    found: [...Array(40).fill('too-deep SELECT'), truncate],
  },
  {
    name: '10,000 nested parentheses',
    text: `SELECT ${'('.repeat(10_000)}1${')'.repeat(10_000)};${after}`,
    found: ['too-deep SELECT', truncate],
  },
  {
    name: '10,000 parentheses left open',
    text: `SELECT ${'('.repeat(10_000)};${after}`,
    found: ['too-deep SELECT', truncate],
  },
  {
    name: 'a parenthesis left open in the bounds of a partition',
    text: `CREATE TABLE a_1 PARTITION OF a FOR VALUES IN (1, ITH (fillfactor = 70);${after}`,
    found: ['partitioned-table PARTITION OF', 'syntax-error )', truncate],
  },
  {
    name: 'a chain of 10,000 ANDs',
    text: `SELECT 1 WHERE ${Array(10_000).fill('a=1').join(' AND ')};${after}`,
    found: [truncate],
  },
  { name: 'a string of 5 MB', text: `SELECT '${'x'.repeat(5 << 20)}';${after}`, found: [truncate] },
  { name: 'a NUL byte', text: `SELECT 'a\0b';${after}`, found: ['syntax-error \0', truncate] },
  { name: 'NUL bytes between statements', text: `\0\0SELECT 1;\0${after}`, found: [truncate] },
  { name: 'a lone high surrogate', text: `SELECT '\ud800', 1 AS x;${after}`, found: [truncate] },
  {
    name: 'a lone low surrogate before the offence',
    text: 'CREATE TABLE "\udc00" (id serial);',
    found: ['serial-type serial'],
  },
  { name: 'an unterminated quote', text: `SELECT 'abc;${after}`, found: ["syntax-error 'abc", truncate] },
  {
    name: 'an unterminated quoted name',
    text: `SELECT "abc;${after}`,
    found: ['syntax-error "abc', truncate],
  },
  { name: 'an unterminated dollar quote', text: 'SELECT $x$abc;', found: ['syntax-error $x$abc;'] },
  { name: 'an unterminated comment', text: 'TRUNCATE t; SELECT 1 /* abc;', found: [truncate] },
  {
    name: 'a parenthesis left open',
    text: `CREATE TABLE t (a int;${after}`,
    found: ['syntax-error int', truncate],
  },
  {
    name: 'VALUES of 100,000 rows',
    text: `INSERT INTO t VALUES ${Array(100_000).fill("(1,'a')").join(',')};${after}`,
    found: ['too-many-rows INSERT', truncate],
  },
  {
    name: 'INSERT … SELECT of 150,000 values',
    text: `INSERT INTO t SELECT ${Array(150_000).fill('1').join(',')};${after}`,
    found: [truncate],
  },
  {
    name: 'CRLF line ends',
    text: 'CREATE TABLE t (\r\n  id serial\r\n);\r\nTRUNCATE t;\r\n',
    found: ['serial-type serial', truncate],
  },
  { name: 'a byte order mark', text: '\ufeffTRUNCATE t;', found: [truncate] },
  {
    name: 'emoji before the offence',
    text: '/* 🦊🦊 */ CREATE TABLE "🦊é" (n text DEFAULT \'🦊\', id serial);',
    found: ['serial-type serial'],
  },
  { name: 'emoji before a syntax error', text: "SELECT '🦊é' FORM t;", found: ['syntax-error t'] },
  { name: 'nothing', text: '', found: [] },
  { name: 'semicolons only', text: ';;;\n;', found: [] },
  { name: 'a comment only', text: '-- nothing here', found: [] },
];

for (const { name, text, found } of table) {
  test(`${name} neither stops the analysis nor spoils the next answer`, () => {
    const analyzer = createAnalyzer(parser, rules);
    const seen = analyzer
      .analyze(text)
      .problems.filter(({ severity }) => severity !== 'warning')
      .map(({ rule, span }) => `${rule} ${text.slice(span.start, Math.min(span.end, span.start + 20))}`);
    assert.deepEqual(seen, found);
    assert.deepEqual(
      createAnalyzer(parser, rules)
        .analyze('TRUNCATE t')
        .problems.map(({ rule }) => rule),
      ['truncate'],
    );
  });
}
