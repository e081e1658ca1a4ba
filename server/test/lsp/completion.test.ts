import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CompletionItem } from 'vscode-languageserver/node';
import { openSession, vscode } from './session.js';

const uri = 'untitled:Untitled-1';

test('an item takes the place of what is typed, and tells more when it is looked at', async (t) => {
  const session = await openSession(t, { capabilities: vscode });
  await session.open(uri, 'CREATE TABLE t (id uuid PRIMARY KEY, note text NOT NULL);\nSELECT t.no FROM t;');
  const items = await session.request<CompletionItem[]>('textDocument/completion', {
    textDocument: { uri },
    position: { line: 1, character: 11 },
  });
  const note = items.find(({ label }) => label === 'note');
  assert.deepEqual(note, {
    label: 'note',
    kind: 5,
    sortText: '010000001',
    filterText: 'note',
    insertTextFormat: 1,
    textEdit: {
      range: { start: { line: 1, character: 9 }, end: { line: 1, character: 11 } },
      newText: 'note',
    },
    detail: 'text not null',
    data: { uri, entity: { kind: 'column', name: 'note', schema: 'public', table: 't' } },
  });
  const resolved = await session.request<CompletionItem>('completionItem/resolve', note);
  assert.deepEqual(resolved.documentation, {
    kind: 'markdown',
    value: '```sql\nnote text NOT NULL\n```\n\nColumn of t',
  });
});
