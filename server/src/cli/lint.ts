import { type Severity, severities } from '../core/lint/problem.js';
import { problemsInTurn } from '../core/project/project.js';
import type { Baseline } from './baseline.js';
import { defineCommand } from './command.js';
import type { LintedFile } from './report/reporter.js';
import { formats, reporters } from './report/reporters.js';
import { count, summaryOf } from './summary.js';
import type { Terminal } from './terminal.js';
import { prepare, projectIn, type Work, workOptions } from './work.js';

export const lint = defineCommand({
  name: 'lint',
  usage: '[OPTION]… FILE|FOLDER|GLOB|-…',
  options: {
    ...workOptions,
    format: { choices: formats, help: 'How to report (default: text).' },
    'max-severity': {
      choices: severities,
      help: 'Exit with 1 on problems of this severity or higher (default: error).',
    },
    quiet: { help: 'Omit the problems that do not affect the exit status.' },
    changed: {
      optional: 'REF',
      help: 'Report only files that differ from a commit or a branch of git (default: HEAD).',
    },
    baseline: { value: 'FILE', help: 'Leave out the problems that this baseline file lists.' },
    'write-baseline': { help: 'Write the current problems to the file of --baseline.' },
  },
  operands: 'files',
  notes: [
    `A folder means the .sql files in it and in its subfolders. A quoted glob means the files that match it. The configuration
says which of them to leave out. A file that you name directly is always read, and - is standard input. Of a file of code
(TypeScript, JavaScript, Python, Go, Java, Kotlin, C#, Rust, Elixir) the SQL in it is checked; a folder gives such files where
the configuration has "embedded".`,
  ],
  examples: [
    ['lint schema.sql migrations', 'Check a file and the .sql files of a folder, as one project.'],
    ['lint --as-of 2025-11-25 schema.sql', 'Check against the dialect of a day.'],
    ['lint --format sarif . > dsql.sarif', 'Write a report for a code review system.'],
    ['lint - < schema.sql', 'Check standard input.'],
  ],
  async run(values, operands, terminal) {
    if (values['write-baseline'] && values.baseline === undefined) {
      terminal.complain('--write-baseline needs the file to write: --baseline FILE.');
      return 0;
    }
    const work = await prepare(values, operands, terminal, { readsCode: true });
    if (!work) return 0;
    const { changed } = values;
    const isWanted = changed === undefined ? all : await changedFiles(changed === true ? 'HEAD' : changed);
    const counts = atLeast(values['max-severity'] ?? 'error');
    const shown = values.quiet ? counts : atLeast('hint');
    if (values['write-baseline'] && values.baseline !== undefined) {
      const found: LintedFile[] = [];
      for await (const file of lintedFiles(work, { shown, isWanted }, terminal)) found.push(file);
      const { writeBaseline } = await import('./baseline.js');
      const written = await writeBaseline(values.baseline, found);
      terminal.remark(`${count(written, 'problem')} written into ${values.baseline}.`);
      return 0;
    }
    const baseline = values.baseline === undefined ? undefined : await baselineIn(values.baseline);
    const files = lintedFiles(work, { shown, isWanted, baseline }, terminal);
    const report = await reporters[values.format ?? 'text']();
    let isFaulty = false;
    const about = { day: work.settings.day, paint: terminal.paint };
    const nothing = changed === undefined ? {} : { nothing: 'No file has changed.' };
    await terminal.print(report(watched(files), { ...about, ...nothing }));
    for (const sentence of baseline?.stale() ?? []) terminal.remark(sentence);
    return isFaulty ? 1 : 0;

    async function* watched(all: AsyncIterable<LintedFile>) {
      for await (const file of all) {
        isFaulty ||= severities.some((severity) => counts.has(severity) && file.summary[severity] > 0);
        yield file;
      }
    }
  },
});

/** The severity and all worse ones. */
const atLeast = (severity: Severity): ReadonlySet<Severity> =>
  new Set(severities.slice(0, severities.indexOf(severity) + 1));

// What is loaded for an option only, because Node's modules for it take as long as the check of a short file.

const changedFiles = async (ref: string) => (await import('./changed.js')).changedSince(ref);

const baselineIn = async (file: string) => (await import('./baseline.js')).readBaseline(file);

/** Every file is wanted. */
const all = async (): Promise<boolean> => true;

interface Wanted {
  readonly shown: ReadonlySet<Severity>;
  readonly isWanted: (path: string) => Promise<boolean>;
  readonly baseline?: Baseline | undefined;
}

/** Goes through the problems anew each time. */
const ofSeverity = (
  problems: LintedFile['problems'],
  shown: ReadonlySet<Severity>,
): LintedFile['problems'] => ({
  *[Symbol.iterator]() {
    for (const problem of problems) if (shown.has(problem.severity)) yield problem;
  },
});

async function* lintedFiles(
  work: Work,
  { shown, isWanted, baseline }: Wanted,
  terminal: Terminal,
): AsyncGenerator<LintedFile> {
  const project = await projectIn(work);
  const found = terminal.run(problemsInTurn(project), `Checking ${count(project.given.length, 'file')}`);
  const fileOf = (file: number) => project.files[file] ?? { path: '', text: '' };
  for (const [at, { path, text }] of project.given.entries()) {
    if (!(await isWanted(path))) continue;
    const there = ofSeverity(found[at] ?? [], shown);
    const problems = baseline?.unknownIn({ path, text, problems: there }) ?? there;
    yield { path, text, problems, fileOf, summary: summaryOf(problems) };
  }
  if (project.code.length === 0) return;
  const { problemsInCode } = await import('./code.js');
  const analyzer = work.single();
  for (const { path, text } of project.code) {
    if (!(await isWanted(path))) continue;
    const all = await problemsInCode({ path, text }, work.settings, analyzer, work.parser);
    const there = all.filter(({ severity }) => shown.has(severity));
    const problems = baseline?.unknownIn({ path, text, problems: there }) ?? there;
    yield {
      path,
      text,
      problems,
      fileOf: () => ({ path, text }),
      summary: summaryOf(problems),
      isCode: true,
    };
  }
}
