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

  await session.request('dsql/catalog', { catalog });
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

  await session.request('dsql/catalog', { catalog: null });
  assert.deepEqual([await labels(), await messages()], [[], []]);
});

test('a file wins over the cluster, which may not have it yet', async (t) => {
  const session = await openSession(t, { capabilities: vscode });
  await session.request('dsql/catalog', { catalog });
  await session.open(uri, 'SELECT b. FROM birds b;\nCREATE TABLE birds (colour text PRIMARY KEY);');
  assert.deepEqual(
    (await items(session, 9)).map(({ label }) => label),
    ['colour'],
  );
});
