import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { buildSync } from 'esbuild';
import { cli, folderOf } from '../cli/dsql.js';
import { type Killed, killed, kills } from './killed.js';

const filling = `/* ${'filling '.repeat(400_000)} */\n`;
const identity = {
  clusterId: 'abcdefghijklmnopqrstuvwxyz',
  region: 'us-east-1',
  credentials: { accessKeyId: 'AKIASANDBOXSANDBOXAB', secretAccessKey: 'made/up+secret' },
};
const statementsOf = (count: number, statement: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => `${statement(at)}\n`).join('');

interface Writer {
  readonly name: string;
  /** The file that is written, in a folder of its own. */
  readonly file: string;
  readonly before: string;
  readonly others?: Readonly<Record<string, string>>;
  /** Arguments of Node. */
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** What a whole run writes. */
  readonly after: RegExp;
}

const exportScript = 'exportRun.cjs';
const mine = `[default]\naws_access_key_id = MINE\n# ${'x'.repeat(1_000_000)}\n`;

/** Those that write one file. */
const writers: readonly Writer[] = [
  {
    name: 'a repaired file: dsql fix --write',
    file: 'a.sql',
    before: `VACUUM;\n${filling}SELECT 1;\n`,
    args: [cli, 'fix', '--write', 'a.sql'],
    after: /^\/\* [filng ]{9,}\*\/\nSELECT 1;\n$/,
  },
  {
    name: 'a file that is laid out: dsql format --write',
    file: 'a.sql',
    before: `${filling}${statementsOf(20, (at) => `select ${at} ;`)}`,
    args: [cli, 'format', '--write', 'a.sql'],
    after: /^\/\* [filng ]{9,}\*\/\n(select \d+;\n){20}$/,
  },
  {
    name: 'the known problems: dsql lint --write-baseline',
    file: 'known.json',
    before: '{ "what": "stood there" }\n',
    others: { 'a.sql': statementsOf(400, (at) => `VACUUM t${at};`) },
    args: [cli, 'lint', '--baseline', 'known.json', '--write-baseline', 'a.sql'],
    after: /^\{.*vacuum.*\}\n$/s,
  },
  {
    name: 'the profiles of the AWS tools: dsql token --write-profile',
    file: 'aws/credentials',
    before: mine,
    others: { 'sandbox.json': JSON.stringify(identity) },
    args: [cli, 'token', '--dir', '.', '--write-profile', 'box', '--yes'],
    env: { AWS_SHARED_CREDENTIALS_FILE: 'aws/credentials', AWS_CONFIG_FILE: 'aws/config' },
    after: /^\[default\]\naws_access_key_id = MINE\n# x+\n.*\[box\]/s,
  },
  {
    name: 'an export of results',
    file: 'rows.csv',
    before: 'before',
    args: [exportScript, 'rows.csv'],
    after: /^([^\n]*\n){20001}$/,
  },
];

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

describe('a writer that is killed leaves what was there, or all that it writes', () => {
  for (const { name, file, before, others = {}, args, env, after } of writers) {
    test(name, async (context) => {
      const count = tally(context);
      const folder = folderOf({ ...others, [file]: before });
      if (args.includes(exportScript)) buildExport(join(folder, exportScript));
      const path = join(folder, file);
      const place = { folder, watched: dirname(path), env };
      const run = (looks: number) => {
        writeFileSync(path, before);
        return killed(args, place, looks);
      };
      let whole = '';
      const wholeRun = async () => {
        const end = await run(Number.POSITIVE_INFINITY);
        whole = readFileSync(path, 'utf8');
        assert.ok(after.test(whole), `${whole.length} signs`);
        return end;
      };
      await killAtMoments(wholeRun, async (looks) => {
        const end = await run(looks);
        const left = readFileSync(path, 'utf8');
        assert.ok(left === before || left === whole, `${left.length} signs after ${looks} looks`);
        count(left === before ? 'before' : 'after', end);
        return end;
      });
      rmSync(folder, { recursive: true });
    });
  }

  test('a plan in a new folder: dsql fix --plan', async (context) => {
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
});

const buildExport = (outfile: string): void => {
  buildSync({
    entryPoints: [join(__dirname, '../../../client/test/unit/results/exportRun.ts')],
    outfile,
    bundle: true,
    platform: 'node',
  });
};
