import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bodyOf } from '../../../src/core/syntax/body.js';
import { statementText } from '../../../src/core/syntax/statement.js';
import { allIn } from '../../../src/core/syntax/tree/nodes.js';
import { plpgsqlTreeOf } from '../../../src/core/syntax/tree/plpgsql.js';
import { treeOf } from '../../../src/core/syntax/tree/tree.js';
import { corpus } from '../corpus.js';
import { bodies } from './bodies.js';
import { outlineOf } from './outline.js';
import { mutantsAt } from './tree/mutate.js';
import { faultsOf } from './tree/shape.js';

const read = (text: string) => {
  const statement = statementText(text);
  return bodyOf(statement, treeOf(statement));
};

/** A statement, the language of its body, what the server reads of it, and its statements by where they stand. */
const statements: readonly (readonly [
  statement: string,
  body: readonly [language: string, text: string, statements: readonly string[]] | undefined,
])[] = [
  ['DO $$BEGIN NULL; END$$', ['plpgsql', 'BEGIN NULL; END', ['BEGIN NULL; END']]],
  [
    "DO LANGUAGE 'PlPgSQL' 'BEGIN x := ''a''; END'",
    ['plpgsql', "BEGIN x := 'a'; END", ["BEGIN x := ''a''; END"]],
  ],
  [
    'CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $x$ SELECT 1; SELECT 2 $x$',
    ['sql', ' SELECT 1; SELECT 2 ', ['SELECT 1;', 'SELECT 2']],
  ],
  [
    "CREATE FUNCTION f() RETURNS text AS E'SELECT \\'a\\\\n\\x41\\u00e9\\101\\';\\tSELECT 2' LANGUAGE SQL",
    ['sql', "SELECT 'a\\nAéA';\tSELECT 2", ["SELECT \\'a\\\\n\\x41\\u00e9\\101\\';", 'SELECT 2']],
  ],
  [
    "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT '\n  '''a'', 1'",
    ['sql', "SELECT 'a', 1", ["SELECT '\n  '''a'', 1"]],
  ],
  ["CREATE PROCEDURE p() LANGUAGE lua AS 'x''y'", ['lua', "x'y", []]],
  ['CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1', ['sql', ' SELECT 1', ['SELECT 1']]],
  ['CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$$$', ['sql', '', []]],
  ['CREATE FUNCTION f() RETURNS int LANGUAGE sql RETURN 1', undefined],
  ['CREATE FUNCTION f() RETURNS int AS $$ SELECT 1 $$', undefined],
  ["COMMENT ON FUNCTION f() IS 'SELECT 1'", undefined],
];

for (const [text, expected] of statements)
  test(`the body of ${JSON.stringify(text)}`, () => {
    const body = read(text);
    const found = body && [
      body.language,
      body.text,
      body.statements.map(({ span }) => text.slice(span.start, span.end)),
    ];
    assert.deepEqual(found, expected);
  });

for (const [text, expected] of bodies)
  test(`the tree of ${text}`, () => {
    const statement = statementText(text);
    assert.equal(outlineOf(statement, plpgsqlTreeOf(statement)), expected);
  });

const plpgsql = [
  ...bodies.map(([text]) => text),
  ...corpus().flatMap((text) => {
    const body = read(text);
    return body?.language === 'plpgsql' ? [body.text] : [];
  }),
].map(statementText);

const faults = (text: string): readonly string[] => {
  const statement = statementText(text);
  return [...faultsOf(statement, plpgsqlTreeOf(statement))];
};

test('every beginning of a body has a tree that holds every token once', () => {
  const found = plpgsql.flatMap(({ text, tokens }) =>
    tokens.flatMap(({ end }) => faults(text.slice(0, end))),
  );
  assert.deepEqual(found, []);
});

test('a body with one token removed, doubled, replaced or swapped has a tree that holds every token once', () => {
  const found = plpgsql.flatMap((statement) =>
    statement.tokens.flatMap((_token, index) =>
      mutantsAt(statement, index).flatMap(({ text }) => faults(text)),
    ),
  );
  assert.deepEqual(found, []);
});

test('no expression of a body holds a keyword of PL/pgSQL', () => {
  const found = plpgsql.flatMap((statement) =>
    [...allIn(plpgsqlTreeOf(statement))]
      .filter(({ kind }) => kind === 'expression')
      .map(({ first, last }) => statement.tokens.slice(first, last + 1))
      .map((tokens) => tokens.map(({ start, end }) => statement.text.slice(start, end)).join(' '))
      .filter(
        (written) =>
          /\b(?:loop|elsif|elseif|end if|end case)\b/i.test(written) ||
          /^[^(]*\bthen\b/i.test(written.replace(/\bcase\b.*\bend\b/gi, '')),
      ),
  );
  assert.deepEqual(found, []);
});

test('a deep, open or endless body has a tree', () => {
  const many = 100_000;
  for (const text of [
    'BEGIN '.repeat(many),
    'IF a THEN '.repeat(many),
    'LOOP '.repeat(many),
    'BEGIN a := 1; '.repeat(many),
    'DECLARE a int; '.repeat(many),
    'END '.repeat(many),
    '<<a>> '.repeat(many),
    'WHEN '.repeat(many),
  ])
    assert.deepEqual(faults(text), []);
});
