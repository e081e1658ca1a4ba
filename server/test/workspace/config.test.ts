import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { emptyConfig } from '../../src/core/project/config.js';
import { findConfig, readConfig } from '../../src/files/config.js';
import { disk } from '../../src/workspace/disk.js';

test('the closest configuration upwards holds', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dsql-config-'));
  mkdirSync(join(folder, 'db/deep'), { recursive: true });
  assert.deepEqual(await findConfig(join(folder, 'db'), disk), {
    config: emptyConfig,
    folder: join(folder, 'db'),
    problems: [],
  });
  writeFileSync(join(folder, 'dsql.config.json'), '{ "include": ["db"], "rules": 1 }');
  assert.deepEqual(await findConfig(join(folder, 'db/deep'), disk), {
    config: { ...emptyConfig, include: ['db'] },
    folder,
    problems: ['../../dsql.config.json: "rules" must be an object of rule ids and severities.'],
  });
  writeFileSync(join(folder, 'db/dsql.config.json'), '\uFEFF{ "exclude": ["x"] }');
  assert.deepEqual(await findConfig(join(folder, 'db/deep'), disk), {
    config: { ...emptyConfig, exclude: ['x'] },
    folder: join(folder, 'db'),
    problems: [],
  });
  rmSync(folder, { recursive: true });
});

test('a configuration that cannot be read is the empty one', async () => {
  assert.deepEqual(await readConfig(join(__dirname, 'gone.json'), disk), {
    config: emptyConfig,
    folder: __dirname,
    problems: [`${join(__dirname, 'gone.json')} does not exist.`],
  });
});
