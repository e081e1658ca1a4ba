import { type Fix, type Problem, type Severity, titleOf } from '../../core/lint/problem.js';
import type { FileProblem } from '../../core/lint/problemsByFile.js';
import { program } from '../invocation.js';
import type { Paint, TextColor } from '../paint.js';
import { addSummaries, count, isEmpty, noProblems, summaryText } from '../summary.js';
import { printable, printableStart } from './escape.js';
import { type FramePaint, frameOf } from './frame.js';
import { createPlaces } from './places.js';
import type { Reporter } from './reporter.js';

/** The report for people. */
export const reportText: Reporter = async function* (files, { paint, day, nothing = 'No file was read.' }) {
  let total = noProblems;
  let fileCount = 0;
  let faultyCount = 0;
  const repairs = { safe: 0, review: 0 };
  for await (const { path, text, problems, summary, isCode } of files) {
    fileCount++;
    if (isEmpty(summary)) continue;
    faultyCount++;
    total = addSummaries(total, summary);
    const places = createPlaces(text);
    for (const problem of problems) {
      const { line, column } = places.placeOf(problem.span.start);
      const safety = isCode ? undefined : safetyOf(problem);
      if (safety) repairs[safety]++;
      const lines = [
        `${printableStart(path)}:${line}:${column}: ${headline(problem, paint)}`,
        frameOf(text, problem.span, places, framePaint(problem, paint)),
        ...notesOf(problem).map((note) => paint('dim', `  = ${note}`)),
      ];
      yield `${lines.join('\n')}\n\n`;
    }
  }
  if (fileCount === 0) yield `${nothing}\n`;
  else if (faultyCount === 0) yield `No problems in ${count(fileCount, 'file')}, as of ${day}.\n`;
  else
    yield `${summaryText(total)} in ${faultyCount} of ${count(fileCount, 'file')}, as of ${day}.${advice(repairs)}\n`;
};

const colors: Readonly<Record<Severity, TextColor>> = {
  error: 'red',
  warning: 'yellow',
  info: 'blue',
  hint: 'cyan',
};

const headline = ({ severity, message, rule }: Problem, paint: Paint): string =>
  `${paint(colors[severity], severity)}: ${paint('bold', printable(message))} ${paint('dim', `[${rule}]`)}`;

const framePaint = ({ severity }: Problem, paint: Paint): FramePaint => ({
  gutter: (text) => paint('dim', text),
  carets: (text) => paint(colors[severity], text),
});

const notesOf = ({ fixes, widerFixes, documentation }: FileProblem): string[] => [
  ...fixes.map((fix) => `${kindOf(fix)}: ${printable(titleOf(fix))}`),
  ...widerFixes.map((fix) => `${kindOf(fix)} in ${fix.changes.length} files: ${printable(titleOf(fix))}`),
  `see: ${documentation}`,
];

const kindOf = ({ safety }: Pick<Fix, 'safety'>): string => (safety === 'safe' ? 'fix' : 'fix to review');

const safetyOf = ({ fixes, widerFixes }: FileProblem): Fix['safety'] | undefined => {
  const all = [...fixes, ...widerFixes];
  return all.some(({ safety }) => safety === 'safe') ? 'safe' : all[0]?.safety;
};

function advice({ safe, review }: Readonly<Record<Fix['safety'], number>>): string {
  if (safe && review) return ` ${program} fix repairs ${safe}, ${program} fix --review ${review} more.`;
  if (safe) return ` ${program} fix repairs ${safe}.`;
  return review ? ` ${program} fix --review repairs ${review}.` : '';
}
