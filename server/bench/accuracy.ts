import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { analyzer } from '../test/core/engine.js';
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

/** Each case by itself: the command line reads the files that it is given together, as one project. */
export function scoreOurs(cases: readonly Case[]): Score {
  const verdicts = cases.map(({ sql }) =>
    verdictOf(analyzer.analyze(sql).problems.map(({ severity }) => severity)),
  );
  return scoreOf(cases, verdicts);
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

/** What the peer finds, all cases read in one run: it looks at each file by itself. */
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
  return scoreOf(
    cases,
    files.map((file) => verdicts.get(path.basename(file))),
  );
}

function scoreOf(cases: readonly Case[], verdicts: readonly (Verdict | 'finding' | undefined)[]): Score {
  const count = (wanted: Verdict) => {
    const these = cases.flatMap(({ verdict }, index) => (verdict === wanted ? [index] : []));
    const right = these.filter((index) => {
      const got = verdicts[index];
      return wanted === 'ok' ? got !== 'error' && got !== 'finding' : got === wanted || got === 'finding';
    });
    return { right: right.length, all: these.length };
  };
  return { error: count('error'), warn: count('warn'), ok: count('ok') };
}
