import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { cli } from './dsql.js';

/** Tells whether V8 took the bytecode, as only the process itself can see. */
const watching = `
  const vm = require('node:vm');
  vm.Script = class extends vm.Script {
    constructor(...options) {
      super(...options);
      console.log('rejected:', this.cachedDataRejected);
    }
  };`;

/** Lints with a cache folder. */
function lint(cache: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'launch-'));
  const watch = join(folder, 'watch.cjs');
  writeFileSync(watch, watching);
  const { stdout, stderr } = spawnSync(process.execPath, ['-r', watch, cli, 'lint', '-'], {
    input: 'SELECT 1;',
    encoding: 'utf8',
    env: { ...process.env, XDG_CACHE_HOME: cache },
  });
  rmSync(folder, { recursive: true });
  return stdout + stderr;
}

/** What becomes of the file that a first run has saved, and what the next run does with it. */
const bytecodes: Readonly<Record<string, readonly [change: (saved: string) => void, answer: string]>> = {
  'bytecode of a run before is taken': [() => undefined, 'rejected: false'],
  'bytecode that V8 cannot read is not': [
    (saved) => writeFileSync(saved, 'not what V8 saves'),
    'rejected: true',
  ],
  'bytecode that others can write is not read': [
    (saved) => chmodSync(saved, 0o622),
    // On Windows the folder keeps others out.
    process.platform === 'win32' ? 'rejected: false' : 'rejected: undefined',
  ],
  'bytecode that is gone is made anew': [(saved) => rmSync(saved), 'rejected: undefined'],
};

for (const [name, [change, answer]] of Object.entries(bytecodes)) {
  test(`the command line starts: ${name}`, () => {
    const cache = mkdtempSync(join(tmpdir(), 'launch-'));
    assert.equal(lint(cache), 'rejected: undefined\nNo problems in 1 file, as of 2026-11-28.\n');
    const [saved = '', ...others] = readdirSync(join(cache, 'dsql-workbench'));
    assert.deepEqual(others, []);
    change(join(cache, 'dsql-workbench', saved));
    assert.equal(lint(cache), `${answer}\nNo problems in 1 file, as of 2026-11-28.\n`);
    assert.deepEqual(readdirSync(join(cache, 'dsql-workbench')), [saved]);
    rmSync(cache, { recursive: true });
  });
}

test('the command line starts where no bytecode can be saved', () => {
  const cache = mkdtempSync(join(tmpdir(), 'launch-'));
  writeFileSync(join(cache, 'dsql-workbench'), 'a file in the way');
  for (const _ of ['once', 'again'])
    assert.equal(lint(cache), 'rejected: undefined\nNo problems in 1 file, as of 2026-11-28.\n');
  assert.deepEqual(readdirSync(cache), ['dsql-workbench']);
  rmSync(cache, { recursive: true });
});
