import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { buildSync } from 'esbuild';
import { cli, folderOf } from '../cli/dsql.js';

// A disk has no room for what is written. Each writer says so in a sentence, and leaves what was there, and nothing else.

const filling = `/* ${'x'.repeat(120_000)} */\n`;
const broken = `VACUUM;\n${filling}SELECT 1;\n`;
const profiles = `[default]\naws_access_key_id = MINE\n# ${'x'.repeat(120_000)}\n`;
const identity = JSON.stringify({
  clusterId: 'abcdefghijklmnopqrstuvwxyz',
  region: 'us-east-1',
  credentials: { accessKeyId: 'AKIASANDBOXSANDBOXAB', secretAccessKey: 'made/up+secret' },
});
const tables = Array.from({ length: 60 }, (_, at) => `CREATE TABLE t${at} (id bigint PRIMARY KEY);\n`);

interface Writer {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  /** Arguments of Node. */
  readonly args: readonly string[];
  /** What it says first. */
  readonly trouble: string;
}

const exportScript = 'exportRun.cjs';

const writers: readonly Writer[] = [
  {
    name: 'a repaired file',
    files: { 'a.sql': broken },
    args: [cli, 'fix', '--write', 'a.sql'],
    trouble: 'dsql: a.sql cannot be written',
  },
  {
    name: 'a file that is laid out',
    files: { 'a.sql': `${filling}select 1 ;\n` },
    args: [cli, 'format', '--write', 'a.sql'],
    trouble: 'dsql: a.sql cannot be written',
  },
  {
    name: 'a baseline',
    files: {
      'a.sql': Array.from({ length: 1_500 }, (_, at) => `VACUUM t${at};\n`).join(''),
      'known.json': `{ "what": "stood there" }${' '.repeat(100_000)}\n`,
    },
    args: [cli, 'lint', '--baseline', 'known.json', '--write-baseline', 'a.sql'],
    trouble: 'dsql: known.json cannot be written',
  },
  {
    name: 'a plan in a new folder',
    files: { 'a.sql': filling + tables.join('') },
    args: [cli, 'fix', '--plan', 'plan', 'a.sql'],
    trouble: 'dsql: plan cannot be written',
  },
  {
    name: 'profiles of the AWS tools',
    files: { 'sandbox.json': identity, 'aws/credentials': profiles },
    args: [cli, 'token', '--dir', '.', '--write-profile', 'box', '--yes'],
    trouble: 'dsql: aws/credentials cannot be written',
  },
  {
    name: 'an export',
    files: { 'rows.csv': `before ${'x'.repeat(120_000)}` },
    args: [exportScript, 'rows.csv'],
    trouble: 'rows.csv cannot be written',
  },
];

/** Ways in which there is no room: shell code around a command, and how the sentence ends. */
const limits: Readonly<Record<string, { readonly shell: readonly string[]; readonly reason: string }>> = {
  // In a namespace of its own, where nobody needs to be root
  'on a full disk': {
    shell: [
      'unshare',
      '-rm',
      'sh',
      '-c',
      'mount -t tmpfs -o size=200k none after && cp -R before/. after && cd after && "$@" 2>../said; cp -R . ../left',
      'sh',
    ],
    reason: 'no space is left on the device',
  },
  'where a file must not be larger': {
    shell: [
      'sh',
      '-c',
      'cp -R before/. after && cd after && (ulimit -f 200; exec "$@" 2>../said); cp -R . ../left',
      'sh',
    ],
    reason: 'it would be larger than the system allows',
  },
};

const mayMount = spawnSync('unshare', ['-rm', 'true']).status === 0;

/** Every file of a folder, with its content. */
const contentOf = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true, encoding: 'utf8' })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => {
        const path = join(parentPath, name);
        return [path.slice(folder.length + 1), readFileSync(path, 'utf8')];
      }),
  );

for (const [limit, { shell, reason }] of Object.entries(limits)) {
  if (shell[0] === 'unshare' && !mayMount) continue;
  describe(`what is written ${limit}`, () => {
    for (const { name, files, args, trouble } of writers) {
      test(`is refused, and the old stays: ${name}`, () => {
        const before = Object.fromEntries(
          Object.entries(files).map(([file, text]) => [`before/${file}`, text]),
        );
        const folder = folderOf(before);
        for (const made of ['after', 'left']) mkdirSync(join(folder, made));
        buildSync({
          entryPoints: [join(__dirname, '../../../client/test/unit/results/exportRun.ts')],
          outfile: join(folder, exportScript),
          bundle: true,
          platform: 'node',
        });
        const [command = '', ...rest] = shell;
        const own = args.map((arg) => (arg === exportScript ? `../${arg}` : arg));
        spawnSync(command, [...rest, process.execPath, ...own], {
          cwd: folder,
          env: {
            ...process.env,
            XDG_CACHE_HOME: join(folder, 'cache'),
            AWS_SHARED_CREDENTIALS_FILE: 'aws/credentials',
            AWS_CONFIG_FILE: 'aws/config',
          },
        });
        const [said = ''] = readFileSync(join(folder, 'said'), 'utf8').split('\n');
        assert.equal(said, `${trouble}: ${reason}.`);
        assert.deepEqual(contentOf(join(folder, 'left')), files);
        rmSync(folder, { recursive: true });
      });
    }
  });
}
