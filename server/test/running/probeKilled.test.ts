import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { cli, folderOf } from '../cli/dsql.js';
import { sandboxForCommands } from '../cli/sandboxed.js';
import { relay } from './relay.js';

/** How often a probe is killed: a few times, or what DSQL_KILLS says. */
const kills = Number(process.env.DSQL_KILLS ?? 10);

const sandbox = sandboxForCommands();

/** Catalog and rows. */
const state = `SELECT (SELECT string_agg(oid || ' ' || relname, ', ' ORDER BY oid) FROM pg_class),
  (SELECT string_agg(oid || ' ' || nspname, ', ' ORDER BY oid) FROM pg_namespace),
  (SELECT string_agg(oid || ' ' || proname, ', ' ORDER BY oid) FROM pg_proc),
  (SELECT string_agg(oid || ' ' || conname, ', ' ORDER BY oid) FROM pg_constraint),
  (SELECT string_agg(oid || ' ' || defaclacl::text, ', ' ORDER BY oid) FROM pg_default_acl),
  (SELECT string_agg(attrelid || ' ' || attname, ', ' ORDER BY attrelid, attnum) FROM pg_attribute WHERE NOT attisdropped),
  (SELECT string_agg(kept::text, ', ' ORDER BY id) FROM kept)`;

/** Probes, and kills it at the piece of that number. It has ended when what watches it has ended, too. */
async function probed(folder: string, killAt?: number, when: 'before' | 'after' = 'before') {
  const args = [...sandbox.args()];
  let child: ChildProcess | undefined;
  const way = await relay(Number(args.at(-1)), (piece, passing) => {
    if (piece === killAt && passing === when) child?.kill('SIGKILL');
  });
  child = spawn(process.execPath, [cli, 'probe', ...args.slice(0, -1), String(way.port)], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said: Buffer[] = [];
  child.stderr?.on('data', (chunk: Buffer) => said.push(chunk));
  await once(child, 'close');
  way.close();
  return { status: child.exitCode, said: Buffer.concat(said).toString(), pieces: way.pieces() };
}

describe('dsql probe that is killed', () => {
  test(`leaves catalog and rows as they were, after ${kills} kills at any message`, async (context) => {
    const session = sandbox.session();
    await session.query('CREATE TABLE kept (id int PRIMARY KEY, v text)');
    await session.query("INSERT INTO kept VALUES (1, 'a'), (2, 'b')");
    const before = await session.query(state);
    const folder = folderOf({});
    const { pieces, status, said } = await probed(folder);
    assert.equal(status, 0, said);
    assert.deepEqual(await session.query(state), before);
    let killed = 0;
    for (let at = 0; at < kills; at++) {
      const killAt = Math.floor(pieces * ((at * 0.618034) % 1));
      const end = await probed(folder, killAt, at % 2 === 0 ? 'before' : 'after');
      if (end.status === null) killed++;
      assert.deepEqual(
        await session.query(state),
        before,
        `killed at message ${killAt} of ${pieces}: ${end.said}`,
      );
      // So that the next one begins anew
      rmSync(join(folder, 'dsql.overlay.json.part'), { force: true });
    }
    rmSync(folder, { recursive: true });
    context.diagnostic(`${killed} of ${kills} were killed at work; a whole run sends ${pieces} messages`);
    assert.ok(killed > kills / 2);
  });

  test('goes on with what it has not asked yet', async () => {
    const folder = folderOf({});
    const { pieces } = await probed(folder);
    await probed(folder, Math.floor(pieces / 2));
    assert.ok(existsSync(join(folder, 'dsql.overlay.json.part')));
    const rest = await probed(folder);
    assert.equal(rest.status, 0, rest.said);
    assert.ok(rest.pieces < (pieces * 2) / 3, `${rest.pieces} of ${pieces}`);
    assert.ok(!existsSync(join(folder, 'dsql.overlay.json.part')));
    assert.deepEqual(JSON.parse(readFileSync(join(folder, 'dsql.overlay.json'), 'utf8')).entries, []);
    rmSync(folder, { recursive: true });
  });
});
