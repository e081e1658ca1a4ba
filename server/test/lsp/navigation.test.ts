import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { SemanticTokens, SemanticTokensDelta } from 'vscode-languageserver/node';
import { openSession, vscode } from './session.js';

test('names lead to files that are not open, as they stand on disk or in the editor', async (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dsql-navigation-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const uriOf = (name: string) => pathToFileURL(path.join(folder, name)).href;
  const schema = path.join(folder, 'schema.sql');
  writeFileSync(schema, 'CREATE TABLE t (a int);\n');
  writeFileSync(path.join(folder, 'schema.down.sql'), 'CREATE TABLE t (a int);\nDROP TABLE t;\n');
  const session = await openSession(t, { capabilities: vscode, folders: [pathToFileURL(folder).href] });
  const uri = uriOf('q.sql');
  await session.open(uri, 'SELECT b FROM t;');
  const ask = (character: number) =>
    session.request('textDocument/definition', { textDocument: { uri }, position: { line: 0, character } });
  const at = (line: number, start: number, end: number) => [
    {
      uri: uriOf('schema.sql'),
      range: { start: { line, character: start }, end: { line, character: end } },
    },
  ];
  assert.deepEqual(await ask(14), at(0, 13, 14));
  assert.deepEqual(await ask(7), []);

  writeFileSync(schema, '\nCREATE TABLE t (a int, b int);\n');
  const changes = [{ uri: uriOf('schema.sql'), type: 2 }];
  await session.notify('workspace/didChangeWatchedFiles', { changes });
  assert.deepEqual(await ask(7), at(1, 23, 24));

  await session.open(uriOf('schema.sql'), 'CREATE TABLE t (b int);');
  assert.deepEqual(await ask(7), at(0, 16, 17));
});

test('colors of an edited file are told as the numbers that have changed', async (t) => {
  const session = await openSession(t);
  const uri = 'untitled:a.sql';
  const textDocument = { uri };
  const ask = <Answer>(method: string, more: object = {}): Promise<Answer> =>
    session.request(`textDocument/semanticTokens/${method}`, { textDocument, ...more });
  const delta = (previousResultId: string | undefined) =>
    ask<SemanticTokensDelta & { data?: number[] }>('full/delta', { previousResultId });
  const lines = ['-- one', 'SELECT a,', '  b FROM t; SELECT 2;', '', 'UPDATE t SET a = 1;'];
  await session.open(uri, lines.join('\n'));
  const first = await ask<SemanticTokens>('full');
  // The lines and the characters of the words, from the one before.
  assert.deepEqual(first.data.slice(0, 15), [1, 0, 6, 0, 0, 0, 7, 1, 2, 0, 1, 2, 1, 2, 0]);
  const range = (line: number, start: number, end: number) => ({
    start: { line, character: start },
    end: { line, character: end },
  });
  await session.change(uri, range(2, 2, 3), 'bc');
  const changed = await delta(first.resultId);
  const data = [...first.data];
  for (const { start, deleteCount, data: put = [] } of changed.edits) data.splice(start, deleteCount, ...put);
  const again = await ask<SemanticTokens>('full');
  assert.deepEqual(data, again.data);
  assert.ok((changed.edits[0]?.data?.length ?? 0) < 10);
  assert.deepEqual((await delta(again.resultId)).edits, []);
  // Of an answer that is long past, all is told.
  assert.deepEqual((await delta(first.resultId)).data, again.data);
});

test('a file knows what psql includes before it, whatever the names of the files', async (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dsql-included-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const uriOf = (name: string) => pathToFileURL(path.join(folder, name)).href;
  mkdirSync(path.join(folder, 'my parts'));
  writeFileSync(path.join(folder, 'my parts/tables.sql'), 'CREATE TABLE t (a int, b text);\n');
  const session = await openSession(t, { capabilities: vscode, folders: [pathToFileURL(folder).href] });
  const uri = uriOf('main.sql');
  const later = 'CREATE VIEW v AS SELECT * FROM t;\nALTER TABLE t ADD COLUMN c int;\nSELECT v. FROM v;';
  const columns = async (text: string) => {
    await session.open(uri, text);
    const items = await session.request<{ label: string; kind: number }[]>('textDocument/completion', {
      textDocument: { uri },
      position: { line: 3, character: 9 },
    });
    await session.notify('textDocument/didClose', { textDocument: { uri } });
    return items.flatMap(({ label, kind }) => (kind === 5 ? [label] : []));
  };
  assert.deepEqual(await columns(`\\i 'my parts/tables.sql'\n${later}`), ['a', 'b']);
  assert.deepEqual(await columns(`\n${later}`), []);
});

test('what the configuration leaves out is neither looked up nor renamed', async (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dsql-left-out-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const uriOf = (name: string) => pathToFileURL(path.join(folder, name)).href;
  const config = path.join(folder, 'dsql.config.json');
  writeFileSync(config, '{ "exclude": ["old"] }');
  mkdirSync(path.join(folder, 'old'));
  for (const name of ['schema.sql', 'old/schema.sql'])
    writeFileSync(path.join(folder, name), 'CREATE TABLE t (a int);\n');
  const session = await openSession(t, { capabilities: vscode, folders: [pathToFileURL(folder).href] });
  const uri = uriOf('q.sql');
  await session.open(uri, 'SELECT a FROM t;');
  const edited = async () => {
    const edit = await session.request<{ documentChanges: { textDocument: { uri: string } }[] }>(
      'textDocument/rename',
      { textDocument: { uri }, position: { line: 0, character: 7 }, newName: 'b' },
    );
    return edit.documentChanges.map((change) =>
      path.relative(folder, fileURLToPath(change.textDocument.uri)),
    );
  };
  assert.deepEqual((await edited()).sort(), ['q.sql', 'schema.sql']);

  writeFileSync(config, '{}');
  await session.notify('workspace/didChangeWatchedFiles', {
    changes: [{ uri: uriOf('dsql.config.json'), type: 2 }],
  });
  assert.deepEqual((await edited()).sort(), [path.join('old', 'schema.sql'), 'q.sql', 'schema.sql']);
});
