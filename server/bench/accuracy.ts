import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from './measure.js';

type Verdict = 'error' | 'warn' | 'ok';

interface Case {
  readonly verdict: Verdict;
  readonly sql: string;
}

/** How a linter did on the cases: of each verdict how many it got right. */
export type Score = Readonly<Record<Verdict, { readonly right: number; readonly all: number }>>;

/** The tables of cases that the tests hold our linter against, or those of the files given. */
export function readCases(files: readonly string[]): Case[] {
  const own = path.join(__dirname, '../test/core/cases');
  const tables = files.length > 0 ? files : readdirSync(own).map((file) => path.join(own, file));
  return tables
    .flatMap((file) => readFileSync(file, 'utf8').split('\n'))
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'))
    .map(([verdict = '', , sql = '']) => ({ verdict: verdict as Verdict, sql }));
}

export async function scoreOurs(cases: readonly Case[], cli: string): Promise<Score> {
  return await score(cases, process.execPath, [cli, 'lint', '--no-config', '--format', 'json'], (output) =>
    JSON.parse(output).files.map(({ path: file, problems }: OurFile) => ({
      file,
      verdict: verdictOf(problems.map(({ severity }) => severity)),
    })),
  );
}

interface OurFile {
  readonly path: string;
  readonly problems: readonly { readonly severity: string }[];
}

const verdictOf = (severities: readonly string[]): Verdict =>
  severities.includes('error') ? 'error' : severities.includes('warning') ? 'warn' : 'ok';

/** AWS's linter has one kind of finding: it counts as an error where one is due, and as a warning where one is. */
export async function scorePeer(cases: readonly Case[], peer: string): Promise<Score> {
  return await score(cases, peer, ['--format', 'json'], (output) =>
    JSON.parse(output).files.map(({ file, diagnostics }: PeerFile) => ({
      file,
      verdict: diagnostics.length > 0 ? 'finding' : 'ok',
    })),
  );
}

interface PeerFile {
  readonly file: string;
  readonly diagnostics: readonly unknown[];
}

async function score(
  cases: readonly Case[],
  command: string,
  args: readonly string[],
  read: (output: string) => { file: string; verdict: Verdict | 'finding' }[],
): Promise<Score> {
  const folder = mkdtempSync(path.join(tmpdir(), 'accuracy-'));
  const files = cases.map(({ sql }, index) => {
    const file = path.join(folder, `${String(index).padStart(4, '0')}.sql`);
    writeFileSync(file, `${sql}\n`);
    return file;
  });
  const { output } = await run(command, [...args, ...files]);
  rmSync(folder, { recursive: true });
  const verdicts = new Map(read(output).map(({ file, verdict }) => [path.basename(file), verdict]));
  const count = (wanted: Verdict) => {
    const these = cases.flatMap(({ verdict }, index) => (verdict === wanted ? [index] : []));
    const right = these.filter((index) => {
      const got = verdicts.get(`${String(index).padStart(4, '0')}.sql`);
      return wanted === 'ok' ? got !== 'error' && got !== 'finding' : got === wanted || got === 'finding';
    });
    return { right: right.length, all: these.length };
  };
  return { error: count('error'), warn: count('warn'), ok: count('ok') };
}
