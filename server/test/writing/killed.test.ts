import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { buildSync } from 'esbuild';
import { cli, folderOf } from '../cli/dsql.js';
import { type Killed, killed, kills } from './killed.js';

const filling = `/* ${'filling '.repeat(400_000)} */\n`;
const broken = `VACUUM;\n${filling}SELECT 1;\n`;
const repaired = `${filling}SELECT 1;\n`;

/**
 * Kills a writer at moments over all the time that a whole run takes, told in looks. That changes with what else the
 * machine does, so that each run tells the next one.
 */
async function killAtMoments(
  wholeRun: () => Promise<Killed>,
  kill: (looks: number) => Promise<Killed>,
): Promise<void> {
  let { looks } = await wholeRun();
  for (let at = 0; at < kills; at++) {
    const end = await kill(Math.floor(looks * ((at * 0.618) % 1)));
    looks = end.wasRunning ? Math.max(looks * 1.05, end.looks) : end.looks;
  }
}

/** What the kills have left. */
function tally(context: TestContext): (left: 'before' | 'after', killed: Killed) => void {
  const counts = { kills: 0, running: 0, before: 0, after: 0 };
  context.after(() =>
    context.diagnostic(
      `${counts.kills} kills, ${counts.running} of a writer at work: ${counts.before} left what was there, ${counts.after} what was written`,
    ),
  );
  return (left, { wasRunning }) => {
    counts.kills++;
    counts[left]++;
    if (wasRunning) counts.running++;
  };
}

describe('a writer that is killed', () => {
  test('leaves the file as it was or repaired: dsql fix --write', async (context) => {
    const count = tally(context);
    const folder = folderOf({ 'a.sql': '' });
    const run = (looks: number) => {
      writeFileSync(join(folder, 'a.sql'), broken);
      return killed([cli, 'fix', '--write', 'a.sql'], { folder }, looks);
    };
    await killAtMoments(
      () => run(Number.POSITIVE_INFINITY),
      async (looks) => {
        const end = await run(looks);
        const left = readFileSync(join(folder, 'a.sql'), 'utf8');
        assert.ok(left === broken || left === repaired, `${left.length} signs after ${looks} looks`);
        count(left === broken ? 'before' : 'after', end);
        return end;
      },
    );
    rmSync(folder, { recursive: true });
  });

  test('leaves the known problems as they were or as they are: dsql lint --write-baseline', async (context) => {
    const count = tally(context);
    const statements = Array.from({ length: 400 }, (_, at) => `VACUUM t${at};\n`);
    const folder = folderOf({ 'a.sql': statements.join('') });
    const baseline = join(folder, 'known.json');
    const before = '{ "what": "stood there" }\n';
    const run = (looks: number) => {
      writeFileSync(baseline, before);
      const words = ['lint', '--baseline', 'known.json', '--write-baseline', 'a.sql'];
      return killed([cli, ...words], { folder }, looks);
    };
    let after = '';
    await killAtMoments(
      async () => {
        const end = await run(Number.POSITIVE_INFINITY);
        after = readFileSync(baseline, 'utf8');
        assert.match(after, /vacuum/);
        return end;
      },
      async (looks) => {
        const end = await run(looks);
        const left = readFileSync(baseline, 'utf8');
        assert.ok(left === before || left === after, `${left.length} signs after ${looks} looks`);
        count(left === before ? 'before' : 'after', end);
        return end;
      },
    );
    rmSync(folder, { recursive: true });
  });

  test('leaves a whole plan or none: dsql fix --plan', async (context) => {
    const count = tally(context);
    const statements = Array.from(
      { length: 30 },
      (_, at) => `CREATE TABLE t${at} (id bigint PRIMARY KEY);\n`,
    );
    const folder = folderOf({ 'a.sql': statements.join('') });
    const plan = join(folder, 'plan');
    const run = (looks: number) => {
      rmSync(plan, { recursive: true, force: true });
      return killed([cli, 'fix', '--plan', 'plan', 'a.sql'], { folder }, looks);
    };
    await killAtMoments(
      () => run(Number.POSITIVE_INFINITY),
      async (looks) => {
        const end = await run(looks);
        const files = existsSync(plan) ? readdirSync(plan).sort() : [];
        if (files.length > 0) {
          const texts = files.map((file) => readFileSync(join(plan, file), 'utf8'));
          assert.deepEqual(texts, statements, `after ${looks} looks`);
        }
        count(files.length === 0 ? 'before' : 'after', end);
        return end;
      },
    );
    rmSync(folder, { recursive: true });
  });

  test('leaves the profiles of the AWS tools whole: dsql token --write-profile', async (context) => {
    const count = tally(context);
    const mine = `[default]\naws_access_key_id = MINE\n# ${'x'.repeat(1_000_000)}\n`;
    const identity = {
      clusterId: 'abcdefghijklmnopqrstuvwxyz',
      region: 'us-east-1',
      credentials: { accessKeyId: 'AKIASANDBOXSANDBOXAB', secretAccessKey: 'made/up+secret' },
    };
    const folder = folderOf({ 'sandbox.json': JSON.stringify(identity), 'aws/credentials': mine });
    const env = { AWS_SHARED_CREDENTIALS_FILE: 'aws/credentials', AWS_CONFIG_FILE: 'aws/config' };
    Object.assign(process.env, env);
    const place = { folder, watched: join(folder, 'aws') };
    const args = ['token', '--dir', '.', '--write-profile', 'box', '--yes'];
    const run = (looks: number) => {
      writeFileSync(join(folder, 'aws/credentials'), mine);
      return killed([cli, ...args], place, looks);
    };
    let whole = '';
    const wholeRun = async () => {
      const end = await run(Number.POSITIVE_INFINITY);
      whole = readFileSync(join(folder, 'aws/credentials'), 'utf8');
      assert.ok(whole.startsWith(mine.trimEnd()) && whole.includes('[box]'));
      return end;
    };
    await killAtMoments(wholeRun, async (looks) => {
      const end = await run(looks);
      const left = readFileSync(join(folder, 'aws/credentials'), 'utf8');
      assert.ok(left === mine || left === whole, `${left.length} signs after ${looks} looks`);
      count(left === mine ? 'before' : 'after', end);
      return end;
    });
    rmSync(folder, { recursive: true });
  });

  test('leaves the file that was there or the whole export: the export of results', async (context) => {
    const count = tally(context);
    const folder = folderOf({ 'rows.csv': 'before' });
    const file = join(folder, 'rows.csv');
    const script = join(folder, 'exportRun.cjs');
    buildSync({
      entryPoints: [join(__dirname, '../../../client/test/unit/results/exportRun.ts')],
      outfile: script,
      bundle: true,
      platform: 'node',
    });
    const args = [script, file];
    const run = (looks: number) => {
      writeFileSync(file, 'before');
      return killed(args, { folder }, looks);
    };
    let whole = '';
    const wholeRun = async () => {
      const end = await run(Number.POSITIVE_INFINITY);
      whole = readFileSync(file, 'utf8');
      assert.equal(whole.split('\n').length, 20_002);
      return end;
    };
    await killAtMoments(wholeRun, async (looks) => {
      const end = await run(looks);
      const left = readFileSync(file, 'utf8');
      assert.ok(left === 'before' || left === whole, `${left.length} signs after ${looks} looks`);
      count(left === 'before' ? 'before' : 'after', end);
      return end;
    });
    rmSync(folder, { recursive: true });
  });
});
