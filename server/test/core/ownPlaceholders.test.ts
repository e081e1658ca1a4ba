import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseConfig } from '../../src/core/project/config.js';
import { fixAll } from '../../src/core/repair/fixAll.js';
import { plan } from '../../src/core/repair/plan.js';
import { maskOwn } from '../../src/core/syntax/ownPlaceholders.js';
import { analyzer } from './engine.js';

const placeholders = ['[[*]]', '~*~', '<%=*%>', '&*'];

/** SQL, and the rules that find something, each with the text that it underlines. */
const lines: readonly (readonly [sql: string, ...found: (readonly [rule: string, at: string])[]])[] = [
  ['CREATE TABLE [[schema]].t (id serial PRIMARY KEY);', ['serial-type', 'serial']],
  ['SELECT id FROM ~t~ WHERE <%= filter %> ORDER BY [[order by]] LIMIT &n;'],
  ['CREATE TABLE t_&env (id uuid PRIMARY KEY, v varchar(&len));'],
  ['SELECT \'[[x]]\', "~y~" FROM t_[[suffix]];'],
  ['SELECT [[a]] FORM t;', ['syntax-error', 't']],
  ['SELECT [[a FROM t;', ['syntax-error', '[']],
  [
    'CREATE INDEX i ON [[s]].[[t]] USING hash (a);',
    ['index-without-async', 'CREATE INDEX'],
    ['index-using-method', 'USING hash'],
  ],
];

for (const [sql, ...found] of lines)
  test(`marks of a tool's own are read: ${sql}`, () => {
    const { problems, text } = analyzer.analyze(sql, { placeholders });
    assert.equal(text, sql);
    assert.deepEqual(
      problems.map(({ rule, span }) => [rule, sql.slice(span.start, span.end)]),
      found,
    );
  });

test('without the configuration they are no SQL', () => {
  assert.deepEqual(
    analyzer.analyze('SELECT id FROM [[t]];').problems.map(({ rule }) => rule),
    ['syntax-error'],
  );
});

test('messages, fixes and plans have them as they are written', () => {
  const sql =
    'CREATE TABLE [[s]].b (id uuid PRIMARY KEY, ~c~ uuid REFERENCES [[s]].a (id));\nCREATE INDEX ON [[s]].b (~d~);\n';
  const fixed = fixAll(analyzer, sql, { placeholders }, 'review');
  assert.deepEqual(
    [fixed.text, fixed.left.map(({ message }) => message)],
    [
      'CREATE TABLE [[s]].b (id uuid PRIMARY KEY, ~c~ uuid REFERENCES [[s]].a (id));\nCREATE INDEX ASYNC b_~c~_idx ON [[s]].b (~c~);\nCREATE INDEX ASYNC ON [[s]].b (~d~);\n',
      [
        'Sent as one request, this script is one transaction, and fails here: it holds more than one DDL statement.',
      ],
    ],
  );
  const [step] = plan(analyzer.analyze(fixed.text, { placeholders }));
  assert.equal(step?.text, 'CREATE TABLE [[s]].b (id uuid PRIMARY KEY, ~c~ uuid REFERENCES [[s]].a (id));\n');
});

test('a text in their place is as long, and another one for each', () => {
  const names = Array.from({ length: 40 }, (_, at) => `~${at.toString(36)}~ ~k${at}~`).join(' ');
  const { texts, unmask } = maskOwn([names, `$\{0} $\{k1}`], placeholders);
  assert.equal(texts[0]?.length, names.length);
  assert.equal(unmask(texts[0] ?? ''), names);
  assert.equal(unmask(texts[1] ?? ''), `$\{0} $\{k1}`);
});

const settings: readonly (readonly [value: unknown, kept: readonly string[], ...problems: string[]])[] = [
  [
    ['[[*]]', '~*~'],
    ['[[*]]', '~*~'],
  ],
  ['[[*]]', [], '"placeholders" must be a list of marks such as "[[*]]".'],
  [['x*'], [], '"x*" in "placeholders" is not valid: it must begin with a sign that no name begins with.'],
  [
    ['[[]]', '*]'],
    [],
    '"[[]]" in "placeholders" is not valid: it must hold one * in the place of the name.',
    '"*]" in "placeholders" is not valid: it must begin with a sign that no name begins with.',
  ],
  [['< *>'], [], '"< *>" in "placeholders" is not valid: it must hold neither a blank nor a semicolon.'],
  [["'*'"], [], '"\'*\'" in "placeholders" is not valid: SQL has the same sign for something else.'],
];

for (const [value, kept, ...told] of settings)
  test(`the setting "placeholders": ${JSON.stringify(value)}`, () => {
    const { config, problems } = parseConfig(JSON.stringify({ placeholders: value }));
    assert.deepEqual([config.placeholders, problems], [kept, told]);
  });
