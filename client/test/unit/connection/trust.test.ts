import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { variablesNearby } from '../../../src/connection/environment.js';
import { onceTrusted } from '../../../src/connection/trust.js';

test('work that reaches out begins once the workspace is trusted', async () => {
  let isTrusted = false;
  const done: string[] = [];
  const work = onceTrusted(() => isTrusted)(async (name: string) => {
    done.push(name);
    return name.length;
  });
  await assert.rejects(work('first'), { message: 'Connecting needs a workspace that you trust.' });
  isTrusted = true;
  assert.equal(await work('second'), 6);
  assert.deepEqual(done, ['second']);
});

test('the clusters of .env and of the environment are found where the workspace is trusted', async (t) => {
  const folders = ['one', 'zero', 'none'].map(() => mkdtempSync(join(tmpdir(), 'env-')));
  t.after(() => {
    for (const folder of folders) rmSync(folder, { recursive: true });
  });
  const [one = '', zero = ''] = folders;
  writeFileSync(join(one, '.env'), 'CLUSTER_ENDPOINT=one\n');
  symlinkSync('/dev/zero', join(zero, '.env'));
  const given = { folders, environment: { CLUSTER_ENDPOINT: 'shell', CLUSTER_USER: 'app' } };
  const cluster = { endpoint: 'one', user: undefined, region: undefined, awsProfile: undefined };
  assert.deepEqual(await variablesNearby({ ...given, isTrusted: false }), []);
  assert.deepEqual(await variablesNearby({ ...given, isTrusted: true }), [
    { source: '.env', cluster },
    { source: 'the environment', cluster: { ...cluster, endpoint: 'shell', user: 'app' } },
  ]);
});
