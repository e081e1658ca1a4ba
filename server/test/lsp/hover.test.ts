import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openSession, vscode } from './session.js';

const uri = 'untitled:Untitled-1';
const onSerial = { textDocument: { uri }, position: { line: 0, character: 41 } };
const range = { start: { line: 0, character: 39 }, end: { line: 0, character: 45 } };

test('hovering over a problem explains it in Markdown', async (t) => {
  const session = await openSession(t, { capabilities: vscode });
  await session.open(uri, 'CREATE TABLE t (k uuid PRIMARY KEY, id serial);');
  assert.deepEqual(await session.request('textDocument/hover', onSerial), {
    contents: {
      kind: 'markdown',
      value: [
        '**serial-type**',
        '',
        'A serial type hides a sequence. DSQL has no such types, and its error reads like a misspelled name. ' +
          'Use a UUID key with gen_random_uuid(), which spreads writes, or a BIGINT identity column whose CACHE you choose.',
        '',
        '```sql',
        'CREATE TABLE orders (id UUID DEFAULT gen_random_uuid() PRIMARY KEY);',
        '```',
        '',
        'Server: `42704` `type "…" does not exist`',
        '',
        '[Documentation](https://docs.aws.amazon.com/aurora-dsql/latest/userguide/working-with-primary-keys.html)',
      ].join('\n'),
    },
    range,
  });
});

test('an editor that reads no Markdown gets the same words without its signs', async (t) => {
  const session = await openSession(t);
  await session.open(uri, 'CREATE TABLE t (k uuid PRIMARY KEY, id serial);');
  assert.deepEqual(await session.request('textDocument/hover', onSerial), {
    contents: {
      kind: 'plaintext',
      value: [
        'serial-type',
        '',
        'A serial type hides a sequence. DSQL has no such types, and its error reads like a misspelled name. ' +
          'Use a UUID key with gen_random_uuid(), which spreads writes, or a BIGINT identity column whose CACHE you choose.',
        '',
        'CREATE TABLE orders (id UUID DEFAULT gen_random_uuid() PRIMARY KEY);',
        '',
        'Server: 42704 type "…" does not exist',
        '',
        'Documentation (https://docs.aws.amazon.com/aurora-dsql/latest/userguide/working-with-primary-keys.html)',
      ].join('\n'),
    },
    range,
  });
});

test('there is nothing to hover over beside a problem', async (t) => {
  const session = await openSession(t, { capabilities: vscode });
  await session.open(uri, 'CREATE TABLE t (k uuid PRIMARY KEY, id serial);');
  const position = { line: 0, character: 3 };
  assert.equal(await session.request('textDocument/hover', { textDocument: { uri }, position }), null);
});
