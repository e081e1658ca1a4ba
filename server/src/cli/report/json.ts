import { titleOf } from '../../core/lint/problem.js';
import type { Edit } from '../../core/text/edit.js';
import { createLineIndex, type LineIndex } from '../../core/text/lines.js';
import type { Span } from '../../core/text/span.js';
import { addSummaries, noProblems } from '../summary.js';
import { jsonText } from './escape.js';
import type { LintedFile, Reporter } from './reporter.js';

/** The report for programs. Lines and characters count from 0, characters and offsets in UTF-16 units. */
export const reportJson: Reporter = async function* (files, { day }) {
  let total = noProblems;
  let separator = '\n';
  yield `{"schemaVersion":1,"asOf":${jsonText(day)},"files":[`;
  for await (const { path, text, problems, fileOf, summary } of files) {
    yield `${separator}{"path":${jsonText(path)},"problems":[`;
    yield* problemLines(problems, createLineIndex(text), fileOf);
    yield ']}';
    separator = ',\n';
    total = addSummaries(total, summary);
  }
  yield `\n],"summary":${jsonText(total)}}\n`;
};

function* problemLines(
  problems: LintedFile['problems'],
  lines: LineIndex,
  fileOf: LintedFile['fileOf'],
): Generator<string> {
  let separator = '\n';
  for (const { rule, severity, message, span, documentation, fixes, widerFixes } of problems) {
    const wider = widerFixes.map(({ safety, changes, ...words }) => ({
      title: titleOf(words),
      safety,
      files: changes.map(({ file, edits }) => ({ path: fileOf(file).path, edits: edits.map(plain) })),
    }));
    const line = jsonText({
      rule,
      severity,
      message,
      range: rangeOf(span, lines),
      documentation,
      fixes: fixes.map(({ safety, edits, ...words }) => ({
        title: titleOf(words),
        safety,
        edits: edits.map(plain),
      })),
      ...(wider.length > 0 && { widerFixes: wider }),
    });
    yield separator + line;
    separator = ',\n';
  }
}

const plain = ({ start, end, text }: Edit) => ({ start, end, text });

/** A span as programs read it: line and character from 0, and the offset. */
export const rangeOf = ({ start, end }: Span, lines: LineIndex) => ({
  start: { ...lines.positionAt(start), offset: start },
  end: { ...lines.positionAt(end), offset: end },
});
