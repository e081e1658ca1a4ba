import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { makeFolders } from '../../src/workspace/makeFolders.js';
import { cli } from '../cli/dsql.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'folders-'));
  mkdirSync(join(folder, 'made'));
  writeFileSync(join(folder, 'file'), '');
  symlinkSync('made', join(folder, 'link'));
  symlinkSync('gone', join(folder, 'loose'));
  symlinkSync('loop', join(folder, 'loop'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Below /proc nothing can be made, and the system says that the folder above is missing. */
const unreal = existsSync('/proc/self') ? '/proc/nothing' : '';

describe('Folders', () => {
  for (const path of ['made', 'new', 'new/a/b', 'link', 'link/a', 'made/../other/', '.'])
    test(`${path} is there afterwards`, async () => {
      await makeFolders(join(folder, path), 0o700);
      assert.ok(statSync(join(folder, path)).isDirectory());
    });

  test('all that are made have the mode that was asked for', async () => {
    await makeFolders(join(folder, 'a/b'), 0o700);
    assert.deepEqual(
      ['a', 'a/b'].map((path) => statSync(join(folder, path)).mode & 0o777),
      [0o700, 0o700],
    );
  });

  for (const [path, code] of [
    ['file', 'EEXIST'],
    ['file/a', 'ENOTDIR'],
    ['file/a/b', 'ENOTDIR'],
    ['loose', 'EEXIST'],
    ['loop/a', 'ELOOP'],
    [`${'x'.repeat(300)}/a`, 'ENAMETOOLONG'],
  ] as const)
    test(`${path.slice(0, 20)} cannot be made: ${code}`, async () => {
      await assert.rejects(makeFolders(join(folder, path)), { code });
    });

  if (unreal !== '') {
    /** Commands that make folders where they are told to; each must end, and none goes on below /proc. */
    const told: readonly (readonly [args: readonly string[], env: NodeJS.ProcessEnv, stderr: RegExp])[] = [
      [['fix', '--plan', `${unreal}/plan`, 'a.sql'], {}, /cannot be written/],
      [['sandbox', '--dir', unreal], {}, /cannot be written/],
      [['sandbox', '--dir', `${unreal}/deeper`], {}, /cannot be written/],
      [['lint', 'a.sql'], { XDG_CACHE_HOME: unreal }, /^$/],
    ];
    for (const [args, env, stderr] of told)
      test(`a folder that no system makes is refused: dsql ${args.join(' ')} ${JSON.stringify(env)}`, () => {
        writeFileSync(join(folder, 'a.sql'), 'SELECT 1;\n');
        const ended = spawnSync(process.execPath, [cli, ...args], {
          cwd: folder,
          env: { ...process.env, ...env },
          encoding: 'utf8',
          timeout: 60_000,
          killSignal: 'SIGKILL',
        });
        assert.equal(ended.signal, null);
        assert.match(ended.stderr.replace(/^\d+ fixes.*\n/m, ''), stderr);
      });
  }
});
