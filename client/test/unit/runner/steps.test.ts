import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planOf, statementAt } from '../../../../server/src/running/steps.js';

const script = `\\set ON_ERROR_STOP on
CREATE TABLE a (id int); -- the first
INSERT INTO a VALUES (1);
COPY a FROM STDIN;
7
8
\\.
SELECT 'x;y'
`;

test('a script becomes statements, with the rows of a COPY and without psql commands', () => {
  const { steps, skipped } = planOf(script);
  assert.deepEqual(
    steps.map(({ sql, span, copyData }) => [sql, script.slice(span.start, span.end) === sql, copyData]),
    [
      ['CREATE TABLE a (id int);', true, undefined],
      ['INSERT INTO a VALUES (1);', true, undefined],
      ['COPY a FROM STDIN;', true, '7\n8\n'],
      ["SELECT 'x;y'", true, undefined],
    ],
  );
  assert.deepEqual(
    skipped.map(({ start, end }) => script.slice(start, end)),
    ['\\set ON_ERROR_STOP on'],
  );
});

test('a part of a script is read by itself, at its own place', () => {
  const start = script.indexOf("SELECT 'x");
  const { steps } = planOf(script, { start: start + 7, end: script.length });
  assert.deepEqual(
    steps.map(({ sql, span }) => [sql, span]),
    [["'x;y'", { start: start + 7, end: start + 12 }]],
  );
});

/** The caret is the "|". */
const carets: readonly (readonly [text: string, statement: string | undefined])[] = [
  ['SELECT| 1; SELECT 2;', 'SELECT 1;'],
  ['SELECT 1;| SELECT 2;', 'SELECT 1;'],
  ['SELECT 1; |SELECT 2;', 'SELECT 2;'],
  ['SELECT 1; -- note|\nSELECT 2;', 'SELECT 1;'],
  ['SELECT 1;\n|\nSELECT 2;', 'SELECT 2;'],
  ['SELECT 1;\n\n|', 'SELECT 1;'],
  ['|-- nothing', undefined],
];

for (const [marked, statement] of carets) {
  test(`the caret in ${JSON.stringify(marked)} means ${statement}`, () => {
    const text = marked.replace('|', '');
    const span = statementAt(text, marked.indexOf('|'));
    assert.equal(span && text.slice(span.start, span.end), statement);
  });
}
