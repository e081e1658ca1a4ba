import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { loadGrammar } from '../../src/core/syntax/grammar.js';
import { parseStatement } from '../../src/core/syntax/parse.js';
import { statementText } from '../../src/core/syntax/statement.js';

const grammar = loadGrammar(
  readFileSync(path.join(__dirname, '../../../node_modules/libpg-query/wasm/libpg-query.wasm')),
);

/** A statement, the kind of its tree, and the marked characters of its syntax error with the message. */
const statements: readonly (readonly [
  text: string,
  node: string | undefined,
  error?: readonly [at: string, message: string],
])[] = [
  ['CREATE INDEX ASYNC i ON t (a)', 'IndexStmt'],
  ['create unique index async if not exists i on t (a)', 'IndexStmt'],
  ['CREATE INDEX ASYNC ON t (a)', 'IndexStmt'],
  ['CREATE INDEX "async" ON t (a)', 'IndexStmt'],
  ['ALTER TABLE ASYNC t VALIDATE CONSTRAINT c', 'AlterTableStmt'],
  ['ALTER TABLE async ADD COLUMN b int', 'AlterTableStmt'],
  ["AWS IAM GRANT app TO 'arn:aws:iam::1:role/app';", undefined],
  ['AWS IAM REVOKE "app" FROM \'arn:aws:iam::1:role/app\'', undefined],
  ["AWS IAM GRANT app FROM 'arn'", undefined, ['FROM', 'Syntax error at or near "FROM".']],
  ['AWS IAM GRANT app', undefined, ['app', 'Syntax error: the statement ends too early, after "app".']],
  ['SELECT :id, :\'name\', x[1:2] FROM :"tab" WHERE a = :b', 'SelectStmt'],
  ['SELECT * FORM t;', undefined, ['FORM', 'Syntax error at or near "FORM".']],
  ['SELECT (1', undefined, ['1', 'Syntax error: the statement ends too early, after "1".']],
  ["SELECT 'é🦊' FROM FROM t", undefined, ['FROM', 'Syntax error at or near "FROM".']],
  ['CREATE TABLE t (id serial, name te(, b int);', 'CreateStmt', [',', 'Syntax error at or near ",".']],
  ['CREATE TABLE t (id serial, name );', 'CreateStmt', [')', 'Syntax error at or near ")".']],
  [
    'CREATE TABLE t (id serial, name',
    'CreateStmt',
    ['name', 'Syntax error: the statement ends too early, after "name".'],
  ],
  ['CREATE TABLE t (id serial, )', 'CreateStmt', [')', 'Syntax error at or near ")".']],
  [
    'ALTER TABLE t ADD COLUMN a serial, ADD b;',
    'AlterTableStmt',
    ['b', 'Syntax error: the statement ends too early, after "b".'],
  ],
  ['CREATE INDEX i ON t (a DESC, b ASC ASC)', 'IndexStmt', ['ASC', 'Syntax error at or near "ASC".']],
];

for (const [text, node, error] of statements) {
  test(`the parser reads ${text}`, () => {
    const statement = parseStatement(grammar, statementText(text));
    assert.equal(statement.node && Object.keys(statement.node)[0], node);
    const { syntaxError } = statement;
    assert.deepEqual(
      syntaxError && [text.slice(syntaxError.span.start, syntaxError.span.end), syntaxError.message],
      error,
    );
  });
}

test('ASYNC is remembered where it is the keyword, and only there', () => {
  const isAsync = (text: string) => parseStatement(grammar, statementText(text)).async !== undefined;
  assert.deepEqual(
    [
      'CREATE INDEX ASYNC i ON t (a)',
      'CREATE INDEX i ON async (a)',
      'ALTER TABLE async ADD COLUMN b int',
      'SELECT async',
    ].map(isAsync),
    [true, false, false, false],
  );
});

test('a statement without placeholders is parsed without reading its tokens', () => {
  for (const text of [
    'CREATE TABLE t (id uuid PRIMARY KEY, size numeric(12, 2) DEFAULT 0, made timestamptz DEFAULT now());',
    "SELECT 'a'::text, b::int FROM t WHERE id = $1",
  ]) {
    const statement = statementText(text);
    Object.defineProperty(statement, 'tokens', { get: () => assert.fail(`the tokens of ${text}`) });
    assert.ok(parseStatement(grammar, statement).node);
  }
});
