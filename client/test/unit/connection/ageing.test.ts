import assert from 'node:assert/strict';
import { test } from 'node:test';
import { run, sandboxForTests } from '../local.js';

/** It ends each connection soon, as a cluster does after 60 minutes. */
const sandbox = sandboxForTests(['--connection-age', '0.3']);

test('a connection that the server ends while it is idle is made anew with the next statement', async () => {
  const session = sandbox.session();
  await session.connect();
  await new Promise<void>((resolve) => {
    const { dispose } = session.onDidChange(() => {
      if (session.phase() !== 'closed') return;
      dispose();
      resolve();
    });
  });
  assert.equal(await run(session, 'SELECT 1'), 'SELECT 1');
});
