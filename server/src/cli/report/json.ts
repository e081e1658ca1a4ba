import { type Problem, titleOf } from '../../core/lint/problem.js';
import { createLineIndex, type LineIndex } from '../../core/text/lines.js';
import type { Span } from '../../core/text/span.js';
import { addSummaries, noProblems } from '../summary.js';
import { jsonText } from './escape.js';
import type { Reporter } from './reporter.js';

/** The report for programs. Lines and characters count from 0, characters and offsets in UTF-16 units. */
export const reportJson: Reporter = async function* (files, { day }) {
  let total = noProblems;
  let separator = '\n';
  yield `{"schemaVersion":1,"asOf":${jsonText(day)},"files":[`;
  for await (const { path, text, problems, summary } of files) {
    yield `${separator}{"path":${jsonText(path)},"problems":[`;
    yield* problemLines(problems, createLineIndex(text));
    yield ']}';
    separator = ',\n';
    total = addSummaries(total, summary);
  }
  yield `\n],"summary":${jsonText(total)}}\n`;
};

function* problemLines(problems: readonly Problem[], lines: LineIndex): Generator<string> {
  let separator = '\n';
  for (const { rule, severity, message, span, documentation, fixes } of problems) {
    const line = jsonText({
      rule,
      severity,
      message,
      range: rangeOf(span, lines),
      documentation,
      fixes: fixes.map(({ safety, edits, ...words }) => ({
        title: titleOf(words),
        safety,
        edits: edits.map(({ start, end, text }) => ({ start, end, text })),
      })),
    });
    yield separator + line;
    separator = ',\n';
  }
}

/** A span as programs read it: line and character from 0, and the offset. */
export const rangeOf = ({ start, end }: Span, lines: LineIndex) => ({
  start: { ...lines.positionAt(start), offset: start },
  end: { ...lines.positionAt(end), offset: end },
});
