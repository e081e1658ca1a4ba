import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PublishDiagnosticsParams } from 'vscode-languageserver/node';
import { openSession, type Session, shown, vscode } from './session.js';

const uri = 'file:///project/schema.sql';
const documentation = 'https://docs.aws.amazon.com/aurora-dsql/latest/userguide/';

/** SQL, and what an editor that pulls shows of it. */
const cases: Readonly<Record<string, readonly [sql: string, diagnostics: readonly string[]]>> = {
  'clean SQL': ['SELECT 1;', []],
  'an empty file': ['', []],
  'two surrogate pairs before the offence': [
    "CREATE TABLE t (k uuid PRIMARY KEY, n text DEFAULT '🦀🦀', id serial);",
    ['0:62-0:68 error serial-type'],
  ],
  'umlauts and emoji on lines before the offence': [
    "-- Größe 🦀\r\nSELECT 'é';\r\nCREATE TABLE t (k uuid PRIMARY KEY, id serial);",
    ['2:39-2:45 error serial-type'],
  ],
  'one bad statement beside another': [
    'SELECT FROM WHERE;\nCREATE TABLE t (k uuid PRIMARY KEY, id serial);',
    ['0:12-0:17 error syntax-error', '1:39-1:45 error serial-type'],
  ],
  'a byte order mark': [
    '\uFEFFCREATE TABLE t (k uuid PRIMARY KEY, id serial);',
    ['0:40-0:46 error serial-type'],
  ],
};

for (const [name, [sql, diagnostics]] of Object.entries(cases)) {
  test(`VS Code shows the problems of ${name}`, async (t) => {
    const session = await openSession(t, { capabilities: vscode });
    await session.open(uri, sql);
    assert.deepEqual(shown(await session.diagnostics(uri)), diagnostics);
  });
}

test('a diagnostic names its rule and links to the documentation', async (t) => {
  const session = await openSession(t, { capabilities: vscode });
  await session.open(uri, 'CREATE TABLE t (k uuid PRIMARY KEY, id serial);');
  assert.deepEqual(await session.diagnostics(uri), [
    {
      range: { start: { line: 0, character: 39 }, end: { line: 0, character: 45 } },
      severity: 1,
      code: 'serial-type',
      codeDescription: { href: `${documentation}working-with-primary-keys.html` },
      source: 'dsql',
      message: 'Type "serial" of column "id" does not exist in Aurora DSQL.',
    },
  ]);
});

test('VS Code, which pulls, is never sent diagnostics of SQL', async (t) => {
  const session = await openSession(t, { capabilities: vscode });
  await session.open(uri, 'CREATE TABLE t (k uuid PRIMARY KEY, id serial);');
  await session.diagnostics(uri);
  await session.close(uri);
  await session.diagnostics(uri);
  assert.deepEqual(session.unheard(), ['client/registerCapability', 'client/registerCapability']);
});

test('typing changes the diagnostics, edit by edit', async (t) => {
  const session = await openSession(t, { capabilities: vscode });
  await session.open(uri, '-- 🦀\nCREATE TABLE t (k uuid PRIMARY KEY, id int);\nSELECT 1;');
  const seen = [shown(await session.diagnostics(uri))];
  await session.change(uri, { start: { line: 1, character: 39 }, end: { line: 1, character: 42 } }, 'serial');
  seen.push(shown(await session.diagnostics(uri)));
  await session.change(uri, { start: { line: 0, character: 3 }, end: { line: 0, character: 5 } }, 'x\n');
  seen.push(shown(await session.diagnostics(uri)));
  await session.replace(uri, 'SELECT 1;');
  seen.push(shown(await session.diagnostics(uri)));
  assert.deepEqual(seen, [[], ['1:39-1:45 error serial-type'], ['2:39-2:45 error serial-type'], []]);
});

test('an editor that cannot pull is sent the diagnostics of each version, and none after closing', async (t) => {
  const session = await openSession(t);
  await session.open(uri, 'CREATE TABLE t (k uuid PRIMARY KEY, id serial);');
  const seen = [await published(session)];
  await session.replace(uri, 'SELECT 1;');
  seen.push(await published(session));
  await session.replace(uri, 'SELECT FROM WHERE;');
  seen.push(await published(session));
  await session.close(uri);
  seen.push(await published(session));
  assert.deepEqual(seen, [
    { uri, version: 1, diagnostics: ['0:39-0:45 error serial-type'] },
    { uri, version: 2, diagnostics: [] },
    { uri, version: 3, diagnostics: ['0:12-0:17 error syntax-error'] },
    { uri, version: undefined, diagnostics: [] },
  ]);
});

test('a file of another language has no diagnostics and no answers', async (t) => {
  const session = await openSession(t, { capabilities: vscode });
  const markdown = 'file:///project/notes.md';
  await session.open(markdown, 'CREATE TABLE t (k uuid PRIMARY KEY, id serial);', 'markdown');
  const position = { line: 0, character: 40 };
  const about = { textDocument: { uri: markdown }, position };
  assert.deepEqual(
    [
      await session.diagnostics(markdown),
      await session.request('textDocument/hover', about),
      await session.request('textDocument/codeAction', {
        ...about,
        range: { start: position, end: position },
        context: { diagnostics: [] },
      }),
    ],
    [[], null, []],
  );
});

test('a file that is not open has no diagnostics', async (t) => {
  const session = await openSession(t, { capabilities: vscode });
  assert.deepEqual(await session.diagnostics('file:///project/unopened.sql'), []);
});

async function published(session: Session) {
  const params = (await session.heard('textDocument/publishDiagnostics')) as PublishDiagnosticsParams;
  return { uri: params.uri, version: params.version, diagnostics: shown(params.diagnostics) };
}

test('of a file with more than 10,000 problems the editor shows the first ones, and is told how many there are', async (t) => {
  const session = await openSession(t, { capabilities: vscode });
  await session.open(uri, 'TRUNCATE t;\n'.repeat(10_001));
  const [first, ...others] = await session.diagnostics(uri);
  assert.deepEqual(first, {
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    severity: 3,
    source: 'dsql',
    message: 'This file has 10,001 problems. The first 10,000 are shown; "dsql lint" prints them all.',
  });
  assert.deepEqual([others.length, others.at(-1)?.range.start.line], [10_000, 9_999]);
});

test('a file with 10,000 problems shows them all, and no more', async (t) => {
  const session = await openSession(t, { capabilities: vscode });
  await session.open(uri, 'TRUNCATE t;\n'.repeat(10_000));
  assert.equal((await session.diagnostics(uri)).length, 10_000);
});
