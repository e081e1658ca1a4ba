import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CompletionItem, Hover, MarkupContent } from 'vscode-languageserver/node';
import type { ServerCatalog } from '../../src/core/catalog/fromServer/catalog.js';
import type { ServerColumn } from '../../src/core/catalog/fromServer/model.js';
import { openSession, vscode } from './session.js';

const uri = 'untitled:Untitled-1';

const column = (number: number, name: string, type: string, isNotNull: boolean): ServerColumn => ({
  relation: '100',
  number,
  name,
  type: { schema: 'pg_catalog', name: type, modifiers: [], dimensions: 0 },
  isNotNull,
  origin: undefined,
  comment: name === 'song' ? 'What it sings.' : undefined,
  default: undefined,
  generated: undefined,
  identity: undefined,
  isInherited: false,
  sequence: undefined,
  storage: undefined,
  rights: undefined,
});

const catalog: ServerCatalog = {
  schemas: [{ name: 'public', comment: undefined }],
  objects: [
    {
      kind: 'table',
      oid: '100',
      schema: 'public',
      name: 'birds',
      comment: undefined,
      estimatedRows: undefined,
    },
  ],
  columns: [column(1, 'bird_id', 'uuid', true), column(2, 'song', 'text', false)],
  indexes: [],
  constraints: [],
};

const items = (session: Awaited<ReturnType<typeof openSession>>, character: number) =>
  session.request<CompletionItem[]>('textDocument/completion', {
    textDocument: { uri },
    position: { line: 0, character },
  });

test('what the connected cluster has is completed, told and checked, until it is connected no more', async (t) => {
  const session = await openSession(t, { capabilities: vscode });
  const text = 'SELECT b.song FROM birds b;\nSELECT sonk FROM birds;';
  await session.open(uri, text);
  const labels = async () => (await items(session, 9)).map(({ label }) => label);
  const messages = async () => {
    const report = await session.request<{ items: { message: string }[] }>('textDocument/diagnostic', {
      textDocument: { uri },
    });
    return report.items.map(({ message }) => message);
  };
  assert.deepEqual([await labels(), await messages()], [[], []]);

  await session.request('dsql/connections', { documents: { [uri]: 'Live' }, others: null });
  await session.request('dsql/catalog', { connection: 'Live', catalog });
  assert.deepEqual(await labels(), ['bird_id', 'song']);
  assert.deepEqual(await messages(), ['The column "sonk" does not exist here: "song" may be meant.']);
  const hover = await session.request<Hover>('textDocument/hover', {
    textDocument: { uri },
    position: { line: 0, character: 10 },
  });
  assert.equal(
    (hover.contents as MarkupContent).value,
    '```sql\nsong text\n```\n\nColumn of birds\n\nWhat it sings.\n\nFrom the connected cluster',
  );

  await session.request('dsql/catalog', { connection: 'Live', catalog: null });
  assert.deepEqual([await labels(), await messages()], [[], []]);
});

test('a file wins over the cluster, which may not have it yet', async (t) => {
  const session = await openSession(t, { capabilities: vscode });
  await session.request('dsql/connections', { documents: {}, others: 'Live' });
  await session.request('dsql/catalog', { connection: 'Live', catalog });
  await session.open(uri, 'SELECT b. FROM birds b;\nCREATE TABLE birds (colour text PRIMARY KEY);');
  assert.deepEqual(
    (await items(session, 9)).map(({ label }) => label),
    ['colour'],
  );
});

test('each document has the names of its own connection, and gets others with another one', async (t) => {
  const session = await openSession(t, { capabilities: vscode });
  const other = 'untitled:Untitled-2';
  for (const one of [uri, other]) await session.open(one, 'SELECT b. FROM birds b;');
  const { columns, ...rest } = catalog;
  await session.request('dsql/catalog', { connection: 'Live', catalog });
  await session.request('dsql/catalog', {
    connection: 'Test',
    catalog: { ...rest, columns: [...columns, column(3, 'nest', 'text', false)] },
  });
  const labels = async () => {
    const lists = [];
    for (const one of [uri, other, uri]) {
      const textDocument = { uri: one };
      const found = await session.request<CompletionItem[]>('textDocument/completion', {
        textDocument,
        position: { line: 0, character: 9 },
      });
      lists.push(found.map(({ label }) => label).join(' '));
    }
    return lists;
  };
  const [live, test] = ['bird_id song', 'bird_id song nest'];
  const nobody = await labels();
  assert.deepEqual(nobody, ['', '', '']);
  await session.request('dsql/connections', { documents: { [uri]: 'Live', [other]: 'Test' }, others: null });
  assert.deepEqual(await labels(), [live, test, live]);
  await session.request('dsql/connections', { documents: { [uri]: 'Test' }, others: 'Live' });
  assert.deepEqual(await labels(), [test, live, test]);
  await session.request('dsql/catalog', { connection: 'Test', catalog: null });
  assert.deepEqual(await labels(), ['', live, '']);
});
