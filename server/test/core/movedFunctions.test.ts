import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAnalyzer } from '../../src/core/lint/analysis.js';
import { fixAll } from '../../src/core/repair/fixAll.js';
import { rules } from '../../src/core/rules/index.js';
import { parser } from './engine.js';

const made = (name: string, body: string): string =>
  `CREATE FUNCTION ${name}() RETURNS BIGINT LANGUAGE SQL AS $$ SELECT ${body} $$;`;

const table = 'CREATE TABLE items (id UUID PRIMARY KEY);';
const f = made('f', 'g()');
const g = made('g', 'h()');
const h = made('h', '1::bigint');
const counted = made('counted', 'count(*) FROM items');
const twice = made('twice', '2 * counted()');

/** Scripts, a statement each, and their repair. */
const cases: Readonly<Record<string, readonly [before: readonly string[], after: readonly string[]]>> = {
  'a chain of calls is turned around at once': [
    [f, g, h],
    [h, g, f],
  ],
  'what a later function calls goes with it': [
    [counted, twice, table],
    [table, counted, twice],
  ],
  'what calls a function that moves goes with it, wherever it stands': [
    [counted, 'SELECT 1;', twice, 'SELECT 2;', table],
    ['SELECT 1;', 'SELECT 2;', table, counted, twice],
  ],
  'functions of two tables go each behind its own': [
    [counted, table, made('other', 'count(*) FROM others'), 'CREATE TABLE others (id UUID PRIMARY KEY);'],
    [table, counted, 'CREATE TABLE others (id UUID PRIMARY KEY);', made('other', 'count(*) FROM others')],
  ],
  'functions that call each other in a circle stay': [
    [made('a', 'b()'), made('b', 'a()')],
    [made('a', 'b()'), made('b', 'a()')],
  ],
};

for (const [title, [before, after]] of Object.entries(cases))
  test(title, () => {
    const { text, stop } = fixAll(createAnalyzer(parser, rules), before.join('\n'), {}, 'review');
    assert.deepEqual([text.trim().split('\n'), stop], [after, undefined]);
  });

test('a long chain of calls is turned around in one round', () => {
  const chain = Array.from({ length: 200 }, (_none, at) => made(`f${at}`, at < 199 ? `f${at + 1}()` : '1'));
  const { text, stop, applied } = fixAll(createAnalyzer(parser, rules), chain.join('\n'), {}, 'review');
  assert.deepEqual([text.trim().split('\n'), stop], [chain.toReversed(), undefined]);
  assert.deepEqual(applied, ['Move 199 functions behind what they use (the functions are created later)']);
});
