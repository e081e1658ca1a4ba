import type { WorkspaceFile } from '../../../src/core/ide/workspace.js';
import { fileAt, workspaceOf } from '../../../src/core/ide/workspace.js';
import { createAnalyzer } from '../../../src/core/lint/analysis.js';
import type { Span } from '../../../src/core/text/span.js';
import { parser } from '../engine.js';

/** Files by their names: `|` is the caret, `«…»` mark places. Neither is part of the text. A text alone is one file. */
export type Marked = string | Readonly<Record<string, string>>;

export interface MarkedFiles {
  readonly file: WorkspaceFile;
  readonly caret: number;
  /** `name: text@offset` of each mark, sorted. */
  readonly marks: readonly string[];
}

/** Reads marked files; the file with the caret is the open one, else the first. */
export function readMarked(marked: Marked): MarkedFiles {
  const given = typeof marked === 'string' ? { 'q.sql': marked } : marked;
  const read = Object.entries(given).map(([name, text]) => ({ name, ...unmarked(text) }));
  const analysis = createAnalyzer(parser, []).analyzeAll(read.map(({ text }) => text));
  const workspace = workspaceOf(
    analysis,
    read.map(({ name }) => name),
    parser,
  );
  const open = read.find(({ caret }) => caret >= 0) ?? read[0];
  const file = open && fileAt(workspace, open.name);
  if (!open || !file) throw new Error('No file.');
  const marks = read.flatMap(({ name, text, spans }) => spans.map((span) => placeOf(name, text, span)));
  return { file, caret: open.caret, marks: marks.sort() };
}

export const placeOf = (name: string, text: string, { start, end }: Span): string =>
  `${name}: ${text.slice(start, end)}@${start}`;

function unmarked(marked: string): {
  readonly text: string;
  readonly caret: number;
  readonly spans: readonly Span[];
} {
  let text = '';
  let caret = -1;
  const open: number[] = [];
  const spans: Span[] = [];
  for (let at = 0; at < marked.length; at++) {
    const sign = marked[at];
    if (sign === '«') open.push(text.length);
    else if (sign === '»') spans.push({ start: open.pop() ?? 0, end: text.length });
    // Two bars are an operator.
    else if (sign === '|' && marked[at + 1] !== '|' && marked[at - 1] !== '|') caret = text.length;
    else text += sign;
  }
  return { text, caret, spans };
}
