import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { describe, test } from 'node:test';

export const cli = join(__dirname, '../../../dist/cli.js');

/** One run of the bundled command line in a folder of its own; what is not said is empty, and the status 0. */
export interface Case {
  /** A sentence that would be news if it failed. */
  readonly name: string;
  readonly args: readonly string[];
  readonly files?: Readonly<Record<string, string | Buffer>>;
  readonly stdin?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdout?: string;
  readonly stderr?: string;
  readonly status?: number;
  /** Files that must read so afterwards. */
  readonly after?: Readonly<Record<string, string>>;
}

/** Runs each case and compares all that it answers. */
export function check(area: string, cases: readonly Case[]): void {
  describe(area, { concurrency: true }, () => {
    for (const { name, args, files = {}, stdin = '', env = {}, after = {}, ...expected } of cases) {
      test(name, async () => {
        const folder = folderOf(files);
        try {
          const answer = await run(args, { folder, stdin, env });
          assert.deepEqual(answer, { stdout: '', stderr: '', status: 0, ...expected });
          for (const [file, content] of Object.entries(after)) {
            assert.equal(readFileSync(join(folder, file), 'utf8'), content);
          }
        } finally {
          rmSync(folder, { recursive: true });
        }
      });
    }
  });
}

/** A new folder outside of any project that holds these files. */
export function folderOf(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'dsql-cli-'));
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
  return folder;
}

export interface Answer {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number | null;
}

export interface Run {
  readonly folder: string;
  readonly stdin?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
}

/** The tests leave nothing in the user's own. */
const cache = join(tmpdir(), 'dsql-cli-cache');

/** What the tests themselves are run by, which a command minds: colors, npm and CI systems. */
const told: ReadonlySet<string> = new Set([
  ...['FORCE_COLOR', 'NO_COLOR', 'npm_command', 'CI', 'GITHUB_ACTIONS', 'TF_BUILD', 'TEAMCITY_VERSION'],
  ...['JENKINS_URL', 'CODEBUILD_BUILD_ID'],
]);

export async function run(args: readonly string[], { folder, stdin = '', env = {} }: Run): Promise<Answer> {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !told.has(name)));
  const child = spawn(process.execPath, [cli, ...args], {
    cwd: folder,
    env: { ...inherited, XDG_CACHE_HOME: cache, ...env },
  });
  child.stdin.end(stdin);
  const status = new Promise<number | null>((resolve) => child.on('close', resolve));
  // Not text() of stream/consumers, which drops a byte order mark.
  const [stdout, stderr] = await Promise.all([buffer(child.stdout), buffer(child.stderr)]);
  return { stdout: stdout.toString(), stderr: stderr.toString(), status: await status };
}
