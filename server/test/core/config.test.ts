import assert from 'node:assert/strict';
import { test } from 'node:test';
import { latestDay } from '../../src/core/dialect/asOf.js';
import { emptyConfig, parseConfig } from '../../src/core/project/config.js';

const many = (count: number, entry: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => entry(at)).join(',');

/** Configurations that somebody wrote to do harm, and what is said of them; none of them holds. */
for (const [name, text, problems] of [
  [
    '100,000 rules',
    `{"rules":{${many(100_000, (at) => `"r${at}":"off"`)}}}`,
    [
      ...Array.from({ length: 20 }, (_, at) => `"r${at}" is not a rule; "dsql rules" lists them.`),
      'And 99980 more problems of this kind.',
    ],
  ],
  [
    'a name of a megabyte',
    `{"rules":{"${'x'.repeat(1 << 20)}":"off"}}`,
    [`"${'x'.repeat(60)}"… is not a rule; "dsql rules" lists them.`],
  ],
  [
    'a list in lists, 100,000 deep',
    `{"asOf":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    [`"asOf" must be "latest" or a day such as "${latestDay}", not a list.`],
  ],
  [
    'a glob of 70,000 characters',
    `{"exclude":["${'*a'.repeat(35_000)}"]}`,
    [`"${'*a'.repeat(30)}"… in "exclude" is not valid: a glob has 1024 characters at most.`],
  ],
  [
    'a glob that is none',
    '{"include":["!(a)"]}',
    ['"!(a)" in "include" is not valid: !(…) is not taken: name in "exclude" what is to be left out.'],
  ],
] as const)
  test(`${name}: told in some sentences`, () => {
    assert.deepEqual(parseConfig(text), { config: emptyConfig, problems });
  });

test('"layout" names a migration tool', () => {
  assert.deepEqual(parseConfig('{"layout":"goose"}'), {
    config: { ...emptyConfig, layout: 'goose' },
    problems: [],
  });
  const { config, problems } = parseConfig('{"layout":"Goose"}');
  assert.deepEqual([config, problems.length], [emptyConfig, 1]);
  assert.match(problems[0] ?? '', /^"layout" must be one of prisma, .*, not "Goose"\.$/);
});

test('of too many globs the first ones hold', () => {
  const { config, problems } = parseConfig(`{"exclude":[${many(100_000, () => '"*a*a*a*"')}]}`);
  assert.deepEqual(problems, ['"exclude" has more than 65536 characters: the rest is ignored.']);
  assert.equal(config.exclude.length, Math.ceil(65_536 / '*a*a*a*'.length));
});

/** What "format" may not say, and what of it holds. */
for (const [format, holds, problems] of [
  [{ keywordCase: 'upper', indent: 'tab', lineWidth: 80, commaPosition: 'leading' }, undefined, []],
  ['upper', {}, ['"format" must be an object.']],
  [
    { keywordCase: 'title', indent: 0, lineWidth: 10, commaPosition: 'none', comma: 1 },
    {},
    [
      '"comma" is not a setting of "format"; known are keywordCase, indent, lineWidth, commaPosition.',
      '"format.keywordCase" must be one of preserve, upper, lower, not "title".',
      '"format.indent" must be a number from 1 to 16, or "tab", not 0.',
      '"format.lineWidth" must be a number from 40 to 400, not 10.',
      '"format.commaPosition" must be one of trailing, leading, not "none".',
    ],
  ],
] as const)
  test(`"format": ${JSON.stringify(format)}`, () => {
    assert.deepEqual(parseConfig(JSON.stringify({ format })), {
      config: { ...emptyConfig, format: holds ?? format },
      problems,
    });
  });
