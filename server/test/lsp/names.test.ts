import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodeAction } from 'vscode-languageserver/node';
import { openSession, shown, vscode } from './session.js';

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

test('in a long folder the editor is told of rules at once, and asks again for the names', async (t) => {
  const session = await openSession(t, { capabilities: vscode });
  const long = `${text}\nVACUUM t;\n${'-- as long as many are\n'.repeat(2_000)}`;
  await session.open(uri, long);
  const rules = ['2:0-2:6 error vacuum'];
  const names = ['1:7-1:11 warning unknown-column'];
  assert.deepEqual(shown(await session.diagnostics(uri)), rules);
  await session.heard('workspace/diagnostic/refresh');
  assert.deepEqual(shown(await session.diagnostics(uri)), [...rules, ...names]);
  // What is known moves with its statement.
  await session.change(uri, { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, '\n\n');
  assert.deepEqual(shown(await session.diagnostics(uri)), [
    '4:0-4:6 error vacuum',
    '3:7-3:11 warning unknown-column',
  ]);
  await session.change(uri, { start: { line: 3, character: 7 }, end: { line: 3, character: 11 } }, 'note');
  assert.deepEqual(shown(await session.diagnostics(uri)), ['4:0-4:6 error vacuum']);
});
