import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Diagnostic } from 'vscode-languageserver/node';
import { openSession, shown, vscode } from './session.js';

const uri = 'file:///project/a.sql';

/** Texts that have brought SQL tools down. After each the server must answer as before. */
const texts: Readonly<Record<string, string>> = {
  'a NUL': 'SELECT \0 1;\nCREATE TABLE t (k uuid PRIMARY KEY, id serial);',
  'a string that never ends': `SELECT '${'x'.repeat(1000)}\nCREATE TABLE t (k uuid PRIMARY KEY, id serial);`,
  'a comment that never ends': '/* /* */ CREATE TABLE t (k uuid PRIMARY KEY, id serial);',
  'a dollar quote that never ends': 'CREATE FUNCTION f() AS $body$ SELECT 1;',
  'a quoted name that never ends': 'SELECT "a FROM t;',
  'lone surrogates': "SELECT '\uD83E', \uDD80;",
  'a string of 5 MB': `SELECT '${'x'.repeat(5_000_000)}';`,
  '5 MB of semicolons': ';'.repeat(5_000_000),
  '5 MB of parentheses': '('.repeat(5_000_000),
  'a line of 100,000 statements': 'SELECT 1;'.repeat(100_000),
  'a sum of 20,000 terms': `SELECT ${'1+'.repeat(20_000)}1;`,
  '30,000 nested parentheses': `SELECT ${'('.repeat(30_000)}1${')'.repeat(30_000)};`,
  '20,000 nested comments': '/*'.repeat(20_000),
  '10,000 columns': `CREATE TABLE t (${Array.from({ length: 10_000 }, (_, n) => `c${n} int`).join()});`,
};

for (const [name, text] of Object.entries(texts)) {
  test(`the server outlives ${name}`, async (t) => {
    const session = await openSession(t, { capabilities: vscode });
    await session.open(uri, text);
    const diagnostics = await session.diagnostics(uri);
    assert.deepEqual(
      diagnostics.filter((diagnostic) => !isInside(text, diagnostic)),
      [],
    );
    await session.replace(uri, 'CREATE TABLE t (k uuid PRIMARY KEY, id serial);');
    assert.deepEqual(shown(await session.diagnostics(uri)), ['0:39-0:45 error serial-type']);
    assert.equal(await session.exit(), 0);
  });
}

/** Requests that make no sense. */
const requests: Readonly<Record<string, readonly [method: string, params: unknown]>> = {
  'a position far outside': [
    'textDocument/hover',
    { textDocument: { uri }, position: { line: 1e9, character: 1e9 } },
  ],
  'a range that ends before it starts': [
    'textDocument/codeAction',
    {
      textDocument: { uri },
      range: { start: { line: 5, character: 0 }, end: { line: 0, character: 0 } },
      context: { diagnostics: [] },
    },
  ],
  'no document': ['textDocument/hover', {}],
  'an action without data': ['codeAction/resolve', { title: 'x' }],
  'a URI that is none': ['dsql/dialect', { textDocument: { uri: 'file://a b/%zz' } }],
  'a method that nobody knows': ['textDocument/paint', {}],
};

for (const [name, [method, params]] of Object.entries(requests)) {
  test(`the server answers after ${name}`, async (t) => {
    const session = await openSession(t, { capabilities: vscode });
    await session.open(uri, 'CREATE TABLE t (k uuid PRIMARY KEY, id serial);');
    await session.request(method, params).catch((error: Error) => assert.notEqual(error.message, ''));
    assert.deepEqual(shown(await session.diagnostics(uri)), ['0:39-0:45 error serial-type']);
  });
}

test('edits outside the text and of documents that are not open do no harm', async (t) => {
  const session = await openSession(t, { capabilities: vscode });
  const beyond = { start: { line: 90, character: 90 }, end: { line: 99, character: 0 } };
  await session.change('file:///project/other.sql', beyond, 'x');
  await session.open(uri, 'CREATE TABLE t (k uuid PRIMARY KEY, id serial);');
  await session.change(uri, beyond, '\nSELECT 1;');
  assert.deepEqual(shown(await session.diagnostics(uri)), ['0:39-0:45 error serial-type']);
});

test('forty edits sent without waiting are all answered, the last one right', async (t) => {
  const session = await openSession(t, { capabilities: vscode });
  await session.open(uri, '');
  const answers: Promise<readonly Diagnostic[]>[] = [];
  for (const text of Array.from(
    { length: 40 },
    (_, n) => `${'SELECT 1;\n'.repeat(n)}CREATE TABLE t (k uuid PRIMARY KEY, id serial);`,
  )) {
    await session.replace(uri, text);
    answers.push(session.diagnostics(uri));
  }
  assert.deepEqual(shown((await Promise.all(answers)).at(-1) ?? []), ['39:39-39:45 error serial-type']);
});

function isInside(text: string, { range: { start, end } }: Diagnostic): boolean {
  const lines = text.split(/\r\n|\r|\n/);
  return [start, end].every(({ line, character }) => character <= (lines[line]?.length ?? -1));
}
