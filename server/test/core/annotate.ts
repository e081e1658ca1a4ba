import { type AsOf, parseAsOf } from '../../src/core/dialect/asOf.js';
import type { Problem } from '../../src/core/lint/problem.js';

/**
 * The SQL with its findings written under the code: a comment line of carets and the rule's id below each line that
 * holds a finding's start. A file whose first line is `-- as of 2025-11-25` is held against that day. Annotating an
 * annotated text gives it again, so a fixture is right when nothing changes.
 */
export function annotate(sql: string, problemsOf: (text: string, asOf: AsOf) => readonly Problem[]): string {
  const lines = sql.split('\n').filter((line) => !/^-- *\^/.test(line));
  const text = lines.join('\n');
  const asOf = parseAsOf(/^-- as of (\S+)/.exec(text)?.[1] ?? 'latest') ?? 'latest';
  const problems = problemsOf(text, asOf);
  let start = 0;
  return lines
    .flatMap((line) => {
      const from = start;
      start += line.length + 1;
      const here = problems.filter(({ span }) => span.start >= from && span.start < start);
      return [line, ...here.map((problem) => caretLine(line, from, problem))];
    })
    .join('\n');
}

/** Carets below the marked characters; two columns are lost to the comment's dashes, so code starts at column 2. */
function caretLine(line: string, lineStart: number, { span, rule }: Problem): string {
  const column = span.start - lineStart;
  const width = Math.max(1, Math.min(span.end - span.start, line.length - column));
  const more = span.end > lineStart + line.length ? '…' : '';
  return column < 2
    ? `-- ^${'^'.repeat(width - 1)}${more} ${rule} (at ${column})`
    : `--${' '.repeat(column - 2)}${'^'.repeat(width)}${more} ${rule}`;
}
