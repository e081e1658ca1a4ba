import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { cli, folderOf } from '../cli/dsql.js';
import { killed, kills } from './killed.js';

const filling = `/* ${'filling '.repeat(400_000)} */\n`;
const broken = `VACUUM;\n${filling}SELECT 1;\n`;
const repaired = `${filling}SELECT 1;\n`;

const attempts = Array.from({ length: kills }, (_, attempt) => attempt);

describe('a writer that is killed', () => {
  test('leaves the file as it was or repaired: dsql fix --write', async () => {
    const folder = folderOf({ 'a.sql': '' });
    for (const attempt of attempts) {
      writeFileSync(join(folder, 'a.sql'), broken);
      await killed([cli, 'fix', '--write', 'a.sql'], folder, attempt);
      const left = readFileSync(join(folder, 'a.sql'), 'utf8');
      assert.ok(left === broken || left === repaired, `attempt ${attempt} left ${left.length} signs`);
    }
    rmSync(folder, { recursive: true });
  });

  test('leaves a whole plan or none: dsql fix --plan', async () => {
    const statements = Array.from(
      { length: 30 },
      (_, at) => `CREATE TABLE t${at} (id bigint PRIMARY KEY);\n`,
    );
    const folder = folderOf({ 'a.sql': statements.join('') });
    for (const attempt of attempts) {
      await killed([cli, 'fix', '--plan', 'plan', 'a.sql'], folder, attempt * 3);
      const plan = join(folder, 'plan');
      const files = existsSync(plan) ? readdirSync(plan).sort() : [];
      if (files.length > 0) {
        const texts = files.map((file) => readFileSync(join(plan, file), 'utf8'));
        assert.deepEqual(texts, statements, `attempt ${attempt}`);
      }
      rmSync(plan, { recursive: true, force: true });
    }
    rmSync(folder, { recursive: true });
  });

  test('leaves the profiles of the AWS tools whole: dsql token --write-profile', async () => {
    const mine = `[default]\naws_access_key_id = MINE\n# ${'x'.repeat(1_000_000)}\n`;
    const identity = {
      clusterId: 'abcdefghijklmnopqrstuvwxyz',
      region: 'us-east-1',
      credentials: { accessKeyId: 'AKIASANDBOXSANDBOXAB', secretAccessKey: 'made/up+secret' },
    };
    const folder = folderOf({ 'sandbox.json': JSON.stringify(identity), 'aws/credentials': mine });
    const env = { AWS_SHARED_CREDENTIALS_FILE: 'aws/credentials', AWS_CONFIG_FILE: 'aws/config' };
    Object.assign(process.env, env);
    const args = ['token', '--dir', '.', '--write-profile', 'box', '--yes'];
    await killed([cli, ...args], folder, Number.POSITIVE_INFINITY);
    const whole = readFileSync(join(folder, 'aws/credentials'), 'utf8');
    assert.notEqual(whole, mine);
    for (const attempt of attempts) {
      writeFileSync(join(folder, 'aws/credentials'), mine);
      await killed([cli, ...args], folder, attempt);
      const left = readFileSync(join(folder, 'aws/credentials'), 'utf8');
      assert.ok(left === mine || left === whole, `attempt ${attempt} left ${left.length} signs`);
    }
    rmSync(folder, { recursive: true });
  });

  test('leaves the file that was there or the whole export: the export of results', async () => {
    const folder = folderOf({ 'rows.csv': 'before' });
    const file = join(folder, 'rows.csv');
    const args = [
      '--import',
      pathToFileURL(require.resolve('tsx')).href,
      join(__dirname, '../../../client/test/unit/results/exportRun.ts'),
      file,
    ];
    await killed(args, folder, Number.POSITIVE_INFINITY);
    const whole = readFileSync(file, 'utf8');
    assert.notEqual(whole, 'before');
    for (const attempt of attempts) {
      writeFileSync(file, 'before');
      await killed(args, folder, attempt * 5);
      const left = readFileSync(file, 'utf8');
      assert.ok(left === 'before' || left === whole, `attempt ${attempt} left ${left.length} signs`);
    }
    rmSync(folder, { recursive: true });
  });
});
