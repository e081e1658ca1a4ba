import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { startSandbox } from '../../../../server/src/connection/sandbox.js';
import { cli } from '../local.js';

test('a sandbox that cannot start says why, as the editor would put it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
  try {
    await assert.rejects(startSandbox({ cli, folder, postgres: '/nowhere', log: () => undefined }), {
      message: 'There are no PostgreSQL programs (postgres, initdb) at /nowhere.',
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
