import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { hoverAt } from '../../src/core/ide/hover.js';
import { type Analysis, createAnalyzer } from '../../src/core/lint/analysis.js';
import { ignoreFixes } from '../../src/core/repair/ignore.js';
import { rules } from '../../src/core/rules/index.js';
import { splitScript } from '../../src/core/syntax/split.js';
import { randomFrom } from '../random.js';
import { parser } from './engine.js';

/** `DSQL_FUZZ=100000` for a long run. */
const rounds = Number(process.env.DSQL_FUZZ ?? 20_000);
const seed = Number(process.env.FUZZ_SEED ?? 42);

/** Every statement of the fixtures, to be cut, doubled, swapped and spliced. */
const statements = sqlFiles(path.resolve(__dirname, '../../../test-fixtures'))
  .flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    return splitScript(text).pieces.map(({ start, end }) => text.slice(start, end));
  })
  .filter(({ length }) => length < 2_000);

const fragments = [
  "'",
  '"',
  '$$',
  ' __proto__ ',
  ' constructor ',
  '$a$',
  '/*',
  '*/',
  '--',
  '\n',
  ';',
  '(',
  ')',
  ',',
  '\\',
  ':a',
  "E'\\",
  'ASYNC',
  '\0',
  '🦊',
  '\ud800',
  '::',
  '[',
  ']',
  '-- dsql-ignore truncate',
  'BEGIN;',
  'é',
];

test(`${rounds} mutated statements leave every span inside the text, and no thrown error`, () => {
  const random = randomFrom(seed);
  const pick = <V>(list: readonly V[]): V => list[Math.floor(random() * list.length)] as V;
  const analyzer = createAnalyzer(parser, rules);
  let slowest = 0;
  for (let round = 0; round < rounds; round++) {
    const text = mutate(pick(statements), random, pick);
    const before = process.cpuUsage();
    const analysis = analyzer.analyze(text, { asOf: round % 3 === 0 ? '2025-11-25' : 'latest' });
    const { user, system } = process.cpuUsage(before);
    slowest = Math.max(slowest, (user + system) / 1_000);
    const outside = spansOutside(analysis);
    if (outside.length > 0)
      assert.fail(`seed ${seed}, round ${round}: ${outside.join(', ')} in ${JSON.stringify(text)}`);
  }
  // CPU milliseconds, so that a busy machine fails no test; two threads of the garbage collector count too.
  assert.ok(slowest < 1_000, `one statement took ${slowest} ms`);
});

function mutate(statement: string, random: () => number, pick: <V>(list: readonly V[]) => V): string {
  let text = statement;
  for (let times = 1 + Math.floor(random() * 3); times > 0; times--) {
    const at = Math.floor(random() * (text.length + 1));
    const to = Math.min(text.length, at + Math.floor(random() * 12));
    const other = pick(statements);
    const kind = Math.floor(random() * 5);
    if (kind === 0) text = text.slice(0, at) + text.slice(to);
    else if (kind === 1) text = text.slice(0, to) + text.slice(at);
    else if (kind === 2) text = text.slice(0, at) + pick(fragments) + text.slice(at);
    else if (kind === 3) text = text.slice(0, at) + other.slice(Math.floor(random() * other.length));
    else text = `${text}\n${other}`;
  }
  return text.slice(0, 6_000);
}

function spansOutside(analysis: Analysis): string[] {
  const { text, problems } = analysis;
  const isInside = ({ start, end }: { start: number; end: number }) =>
    0 <= start && start <= end && end <= text.length;
  return problems.flatMap((problem) => {
    const fixes = [...problem.fixes, ...ignoreFixes(analysis, problem)];
    const spans = [problem.span, ...fixes.flatMap(({ edits }) => edits)];
    const isKnown = hoverAt(analysis, problem.span.start) !== undefined;
    return spans.every(isInside) && isKnown && problem.message !== '' ? [] : [problem.rule];
  });
}

function sqlFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : sqlFiles(file);
    return entry.name.endsWith('.sql') ? [file] : [];
  });
}
