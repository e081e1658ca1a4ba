import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodeAction } from 'vscode-languageserver/node';
import { openSession, vscode } from './session.js';

const uri = 'untitled:Untitled-1';
const text = 'CREATE TABLE t (id uuid PRIMARY KEY, note text);\nSELECT nite FROM t;';
const range = { start: { line: 1, character: 7 }, end: { line: 1, character: 11 } };

test('a misspelt column is told of with the one that may be meant', async (t) => {
  const session = await openSession(t, { capabilities: vscode });
  await session.open(uri, text);
  const report = await session.request<{ items: unknown[] }>('textDocument/diagnostic', {
    textDocument: { uri },
  });
  assert.deepEqual(report.items, [
    {
      range,
      severity: 2,
      code: 'unknown-column',
      source: 'dsql',
      message: 'The column "nite" does not exist here: "note" may be meant.',
    },
  ]);
  const actions = await session.request<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri },
    range,
    context: { diagnostics: [] },
  });
  assert.deepEqual(
    actions.map(({ title, edit }) => ({ title, changes: edit?.documentChanges })),
    [
      {
        title: 'Change to note',
        changes: [{ textDocument: { uri, version: 1 }, edits: [{ range, newText: 'note' }] }],
      },
    ],
  );
});

test('names are not checked where the settings say so', async (t) => {
  const session = await openSession(t, { capabilities: vscode, settings: { checkNames: false } });
  await session.open(uri, text);
  const report = await session.request<{ items: unknown[] }>('textDocument/diagnostic', {
    textDocument: { uri },
  });
  assert.deepEqual(report.items, []);
});
