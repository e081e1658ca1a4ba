import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { type Sandbox, startSandbox } from '../../src/connection/sandbox.js';
import { openSession, type Session } from '../../src/connection/session.js';
import { cli } from './dsql.js';

/** A sandbox for the tests of a file, which commands reach by `args`. */
export function sandboxForCommands(flags: readonly string[] = []) {
  const folder = mkdtempSync(join(tmpdir(), 'dsql-cli-'));
  const sessions: Session[] = [];
  let sandbox: Sandbox | undefined;
  before(async () => {
    sandbox = await startSandbox({ cli, folder, postgres: undefined, flags, log: () => undefined });
  });
  after(async () => {
    await Promise.all(sessions.map((session) => session.close()));
    await sandbox?.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const target = () => {
    assert.ok(sandbox);
    return sandbox.target;
  };
  return {
    args: (): readonly string[] => [
      '--sandbox',
      '--dir',
      join(folder, 'data'),
      '--port',
      String(target().profile.endpoint.port),
    ],
    /** A session that is closed after the tests. */
    session: (): Session => {
      const session = openSession(target(), {
        askMfaCode: async () => assert.fail('Nothing here asks for a code.'),
        log: () => undefined,
      });
      sessions.push(session);
      return session;
    },
  };
}
