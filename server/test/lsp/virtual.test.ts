import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { openSession, type Session, shown, vscode } from './session.js';

const folder = 'vscode-vfs://github/someone/shop';
const inFolder = (name: string) => `${folder}/${name}`;
const capabilities = { ...vscode, experimental: { dsqlFiles: true } };

const definitions = async (session: Session, uri: string, character: number) => {
  const found = await session.request<readonly { uri: string }[]>('textDocument/definition', {
    textDocument: { uri },
    position: { line: 0, character },
  });
  return found.map((place) => place.uri);
};

test('a folder that is on no disk is a project: its files are looked up and renamed, its configuration holds', async (t) => {
  const files = {
    [inFolder('dsql.config.json')]: '{ "exclude": ["old"], "rules": { "serial-type": "warning" } }',
    [inFolder('db/orders%20%281%29.sql')]: 'CREATE TABLE orders (id serial PRIMARY KEY);\n',
    [inFolder('old/orders.sql')]: 'CREATE TABLE orders (id serial PRIMARY KEY);\n',
  };
  const session = await openSession(t, { capabilities, folders: [folder], files });
  const query = inFolder('query.sql');
  await session.open(query, 'SELECT id FROM orders;');
  const table = inFolder('db/orders%20%281%29.sql');
  assert.deepEqual(await definitions(session, query, 16), [table]);
  const edits = await session.request<{ documentChanges: readonly { textDocument: { uri: string } }[] }>(
    'textDocument/rename',
    { textDocument: { uri: query }, position: { line: 0, character: 16 }, newName: 'sales' },
  );
  assert.deepEqual(edits.documentChanges.map(({ textDocument }) => textDocument.uri).sort(), [table, query]);

  await session.open(table, files[table] ?? '');
  assert.deepEqual(shown(await session.diagnostics(table)), ['0:24-0:30 warning serial-type']);
  assert.deepEqual(await definitions(session, query, 16), [table]);
  await session.open(inFolder('old/orders.sql'), 'TRUNCATE orders;');
  assert.deepEqual(await session.diagnostics(inFolder('old/orders.sql')), []);
});

test('an earlier version of a file is checked in its place, and no file sees it', async (t) => {
  const files = {
    [inFolder('dsql.config.json')]: '{ "rules": { "serial-type": "warning" } }',
    [inFolder('a.sql')]: 'CREATE TABLE orders (id bigint PRIMARY KEY);\n',
  };
  const session = await openSession(t, { capabilities, folders: [folder], files });
  const earlier = 'git:/someone/shop/a.sql?%7B%22ref%22%3A%22HEAD%22%7D';
  await session.open(earlier, 'CREATE TABLE orders (id serial PRIMARY KEY, gone int);');
  assert.deepEqual(shown(await session.diagnostics(earlier)), ['0:24-0:30 warning serial-type']);
  const query = inFolder('b.sql');
  await session.open(query, 'SELECT gone FROM orders;');
  assert.deepEqual(await definitions(session, query, 18), [inFolder('a.sql')]);
  assert.deepEqual(await definitions(session, query, 8), []);
});

test('a file is one, however an editor writes its URI', async (t) => {
  const disk = mkdtempSync(path.join(tmpdir(), 'dsql-uris-'));
  t.after(() => rmSync(disk, { recursive: true }));
  writeFileSync(path.join(disk, 'a (1).sql'), 'CREATE TABLE orders (id bigint PRIMARY KEY);\n');
  const root = pathToFileURL(disk).href;
  const session = await openSession(t, { capabilities: vscode, folders: [root] });
  const [table, query] = [`${root}/a%20%281%29.sql`, `${root}/b.sql`];
  await session.open(table, 'CREATE TABLE orders (id bigint PRIMARY KEY);\n');
  await session.open(query, 'SELECT id FROM orders;');
  assert.deepEqual(await definitions(session, query, 16), [table]);
});
