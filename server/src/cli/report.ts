import { readinessInSteps } from '../core/project/project.js';
import { defineCommand } from './command.js';
import type { ReportedFile } from './report/readinessReporter.js';
import { readinessFormats, readinessReporters } from './report/readinessReporters.js';
import { count } from './summary.js';
import type { Terminal } from './terminal.js';
import { prepare, projectIn, type Work, workOptions } from './work.js';

export const report = defineCommand({
  name: 'report',
  usage: '[OPTION]… FILE|FOLDER|GLOB|-…',
  options: {
    ...workOptions,
    format: { choices: readinessFormats, help: 'How to report (default: text).' },
  },
  operands: 'files',
  notes: [
    `Nothing is written. The exit status is 0 if every file is ready, as it is or after safe fixes, and 1 if a file
needs a decision or contains a statement that has no replacement.`,
  ],
  examples: [
    ['report migrations', 'Show on the screen how ready each file is.'],
    ['report --format html . > report.html', 'Keep it as a page.'],
  ],
  async run(values, operands, terminal) {
    const work = await prepare(values, operands, terminal);
    if (!work) return 0;
    const render = readinessReporters[values.format ?? 'text'];
    let isFaulty = false;
    const about = { day: work.settings.day, paint: terminal.paint };
    await terminal.print(render(watched(reportedFiles(work, terminal)), about));
    return isFaulty ? 1 : 0;

    async function* watched(files: AsyncIterable<ReportedFile>): AsyncGenerator<ReportedFile> {
      for await (const file of files) {
        isFaulty ||= file.report.status === 'undecided' || file.report.status === 'blocked';
        yield file;
      }
    }
  },
});

async function* reportedFiles(work: Work, terminal: Terminal): AsyncGenerator<ReportedFile> {
  const project = await projectIn(work);
  const reports = terminal.run(readinessInSteps(project), `Judging ${count(project.given.length, 'file')}`);
  for (const [at, { path, text }] of project.given.entries()) {
    const report = reports[at];
    if (report) yield { path, text, report };
  }
}
