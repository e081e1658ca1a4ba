import { fileAt, type Workspace, type WorkspaceFile, workspaceOf } from '../../../src/core/ide/workspace.js';
import { type Analyzer, createAnalyzer } from '../../../src/core/lint/analysis.js';
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
export const readMarked = (marked: Marked): MarkedFiles => markedReader()(marked);

/** Reads one version of files after the other as a server does, which keeps what stays the same. */
export function markedReader(): (marked: Marked) => MarkedFiles {
  const analyzer = createAnalyzer(parser, []);
  let earlier: Workspace | undefined;
  return (marked) => {
    const found = read(marked, analyzer, earlier);
    earlier = found.file.workspace;
    return found;
  };
}

function read(marked: Marked, analyzer: Analyzer, earlier: Workspace | undefined): MarkedFiles {
  const given = typeof marked === 'string' ? { 'q.sql': marked } : marked;
  const texts = Object.entries(given).map(([name, text]) => ({ name, ...unmarked(text) }));
  const analysis = analyzer.analyzeAll(texts.map(({ text }) => text));
  const workspace = workspaceOf(
    analysis,
    texts.map(({ name }) => name),
    parser,
    undefined,
    earlier,
  );
  const open = texts.find(({ caret }) => caret >= 0) ?? texts[0];
  const file = open && fileAt(workspace, open.name);
  if (!open || !file) throw new Error('No file.');
  const marks = texts.flatMap(({ name, text, spans }) => spans.map((span) => placeOf(name, text, span)));
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
