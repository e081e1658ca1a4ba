import { type Severity, severities } from '../core/lint/problem.js';
import { problemsInSteps } from '../core/project/project.js';
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
  },
  operands: 'files',
  notes: [
    `A folder means the .sql files in it and in its subfolders. A quoted glob means the files that match it. The configuration
says which of them to leave out. A file that you name directly is always read, and - is standard input.`,
  ],
  examples: [
    ['lint schema.sql migrations', 'Check a file and the .sql files of a folder, as one project.'],
    ['lint --as-of 2025-11-25 schema.sql', 'Check against the dialect of a day.'],
    ['lint --format sarif . > dsql.sarif', 'Write a report for a code review system.'],
    ['lint - < schema.sql', 'Check standard input.'],
  ],
  async run(values, operands, terminal) {
    const work = await prepare(values, operands, terminal);
    if (!work) return 0;
    const counts = atLeast(values['max-severity'] ?? 'error');
    const files = lintedFiles(work, values.quiet ? counts : atLeast('hint'), terminal);
    const report = await reporters[values.format ?? 'text']();
    let isFaulty = false;
    await terminal.print(report(watched(files), { day: work.settings.day, paint: terminal.paint }));
    return isFaulty ? 1 : 0;

    async function* watched(all: AsyncIterable<LintedFile>) {
      for await (const file of all) {
        isFaulty ||= file.problems.some(({ severity }) => counts.has(severity));
        yield file;
      }
    }
  },
});

/** The severity and all worse ones. */
const atLeast = (severity: Severity): ReadonlySet<Severity> =>
  new Set(severities.slice(0, severities.indexOf(severity) + 1));

async function* lintedFiles(
  work: Work,
  shown: ReadonlySet<Severity>,
  terminal: Terminal,
): AsyncGenerator<LintedFile> {
  const project = await projectIn(work);
  const found = terminal.run(problemsInSteps(project), `Checking ${count(project.given.length, 'file')}`);
  const fileOf = (file: number) => project.files[file] ?? { path: '', text: '' };
  for (const [at, { path, text }] of project.given.entries()) {
    const problems = (found[at] ?? []).filter(({ severity }) => shown.has(severity));
    yield { path, text, problems, fileOf, summary: summaryOf(problems) };
  }
}
