import type { FormattingOptions, TextEdit } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type FormatAnswers, formattingOf } from '../core/ide/format/formatting.js';
import type { Parser } from '../core/lint/analysis.js';
import { type FormatStyle, styleOf, widestIndent } from '../core/project/formatStyle.js';
import { splitScript } from '../core/syntax/split.js';
import type { Span } from '../core/text/span.js';
import type { Steps } from '../core/text/steps.js';
import { toRange } from './convert.js';

export interface WantedFormat {
  readonly document: TextDocument;
  readonly options: FormattingOptions;
  readonly within?: Span;
}

/** Formats documents, and remembers what became of the statements of the last one that was formatted as a whole. */
export function createFormatter() {
  let answers: FormatAnswers | undefined;
  /** The edits that format a document. What stays as it is though it was wanted is logged with the reason. */
  return function* formatEdits(
    { document, options, within }: WantedFormat,
    said: readonly Partial<FormatStyle>[],
    grammar: Parser,
    log: (message: string) => void,
  ): Steps<TextEdit[]> {
    const style = styleOf(...said, styleOfEditor(options));
    const found = yield* formattingOf(document.getText(), { style, within, grammar, answers });
    const { edits, kept } = found;
    if (!within) ({ answers } = found);
    for (const { span, reason } of kept) {
      const { line } = document.positionAt(span.start);
      log(`${document.uri}, line ${line + 1}: a statement is not formatted, because ${reason}.`);
    }
    return edits.map((edit) => ({ range: toRange(document, edit), newText: edit.text }));
  };
}

/** What holds where neither a setting nor a file says anything. */
const styleOfEditor = ({
  tabSize,
  insertSpaces,
  insertFinalNewline,
}: FormattingOptions): Partial<FormatStyle> => {
  const width = Math.min(Math.max(Math.trunc(tabSize) || 2, 1), widestIndent);
  return {
    indent: insertSpaces ? ' '.repeat(width) : '\t',
    tabWidth: width,
    ...(insertFinalNewline && { insertFinalNewline }),
  };
};

/** The end of the statement that a semicolon has closed; undefined for one in a string, a comment or a body. */
export function statementEndingAt(text: string, offset: number): Span | undefined {
  const isEnd = splitScript(text).pieces.some(({ kind, end }) => kind === 'statement' && end === offset);
  return isEnd ? { start: offset - 1, end: offset } : undefined;
}
