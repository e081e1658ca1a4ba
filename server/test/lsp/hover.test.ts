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

test('where two days are known of a change, the hover has both with their sources', async (t) => {
  const session = await openSession(t, { capabilities: vscode, settings: { asOf: '2026-10-01' } });
  await session.open(uri, 'DO $$ BEGIN DELETE FROM orders; END $$;');
  const position = { line: 0, character: 1 };
  assert.deepEqual(await session.request('textDocument/hover', { textDocument: { uri }, position }), {
    contents: {
      kind: 'markdown',
      value: [
        '**do-block** · refused up to [2026-10-01](https://github.com/awslabs/agent-plugins/blob/main/plugins/databases-on-aws/skills/dsql/references/limits-and-error-codes.md), ' +
          'accepted from [2026-11-28](https://docs.aws.amazon.com/aurora-dsql/latest/userguide/working-with-plpgsql.html), not known in between',
        '',
        'Aurora DSQL was last seen without PL/pgSQL, the language of DO, on 2026-10-01, and first seen with it on 2026-11-28. ' +
          'Send the statements one by one and decide in the application; many checks are IF [NOT] EXISTS or ON CONFLICT.',
        '',
        '```sql',
        'CREATE TABLE IF NOT EXISTS a (id UUID PRIMARY KEY);',
        '```',
        '',
        '[Documentation](https://docs.aws.amazon.com/aurora-dsql/latest/userguide/working-with-postgresql-compatibility-migration-guide.html)',
      ].join('\n'),
    },
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 2 } },
  });
  const between = await openSession(t, { capabilities: vscode, settings: { asOf: '2026-10-02' } });
  await between.open(uri, 'DO $$ BEGIN DELETE FROM orders; END $$;');
  assert.equal(await between.request('textDocument/hover', { textDocument: { uri }, position }), null);
});
