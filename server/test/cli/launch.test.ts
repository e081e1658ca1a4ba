import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
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

function lint(folder: string): string {
  const watch = join(folder, 'watch.cjs');
  writeFileSync(watch, watching);
  const { stdout } = spawnSync(process.execPath, ['-r', watch, join(folder, 'cli.js'), 'lint', '-'], {
    input: 'SELECT 1;',
    encoding: 'utf8',
  });
  return stdout;
}

const bytecodes: readonly (readonly [name: string, bytecode: string | undefined, answer: string])[] = [
  ['the bytecode of the build is taken', 'saved', 'rejected: false'],
  ['bytecode that V8 cannot read is not', 'other', 'rejected: true'],
  ['there need be none', undefined, 'rejected: undefined'],
];

for (const [name, bytecode, answer] of bytecodes) {
  test(`the command line starts: ${name}`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'launch-'));
    const files = [
      'cli.js',
      'dsql.js',
      'libpg-query.wasm',
      ...(bytecode === 'saved' ? ['dsql.bytecode'] : []),
    ];
    for (const file of files) copyFileSync(join(dirname(cli), file), join(folder, file));
    if (bytecode === 'other') writeFileSync(join(folder, 'dsql.bytecode'), 'not what V8 saves');
    assert.equal(lint(folder), `${answer}\nNo problems in 1 file.\n`);
    rmSync(folder, { recursive: true });
  });
}
