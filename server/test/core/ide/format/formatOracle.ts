import { formattingOf, type KeptStatement } from '../../../../src/core/ide/format/formatting.js';
import { type FormatStyle, styleOf } from '../../../../src/core/project/formatStyle.js';
import { parseStatement } from '../../../../src/core/syntax/parse.js';
import { splitScript } from '../../../../src/core/syntax/split.js';
import { statementText } from '../../../../src/core/syntax/statement.js';
import { applyEdits } from '../../../../src/core/text/edit.js';
import type { Span } from '../../../../src/core/text/span.js';
import { finish } from '../../../../src/core/text/steps.js';
import { parser } from '../../engine.js';

export interface Formatted {
  readonly text: string;
  readonly kept: readonly KeptStatement[];
}

export function format(text: string, style: Partial<FormatStyle> = {}, within?: Span): Formatted {
  const request = { style: styleOf(style), within, grammar: parser };
  const { edits, kept } = finish(formattingOf(text, request));
  return { text: applyEdits(text, edits), kept };
}

/**
 * What formatting has done to a text that it must not do, by other means than its own proof: PostgreSQL's grammar reads each
 * statement as before, and formatting twice is formatting once.
 */
export function faultsOf(text: string, once: string, style: Partial<FormatStyle> = {}): readonly string[] {
  const faults: string[] = [];
  const before = piecesOf(text);
  const after = piecesOf(once);
  if (before.length !== after.length) return [`${before.length} pieces became ${after.length}`];
  for (const [at, piece] of before.entries()) {
    const twin = after[at];
    if (!twin || piece.text === twin.text) continue;
    if (piece.kind !== 'statement') faults.push(`${shown(piece.text)} became ${shown(twin.text)}`);
    else if (treeOf(piece.text) !== treeOf(twin.text))
      faults.push(`${shown(piece.text)} is read as another statement`);
  }
  const comments = commentsOf(text);
  if (comments !== commentsOf(once)) faults.push('comments differ');
  const twice = format(once, style).text;
  if (twice !== once) faults.push(`formatting again makes ${shown(firstDifference(once, twice))}`);
  return faults;
}

const piecesOf = (text: string) =>
  splitScript(text).pieces.map(({ kind, start, end }) => ({ kind, text: text.slice(start, end) }));

const commentsOf = (text: string): string =>
  JSON.stringify(splitScript(text).comments.map(({ start, end }) => text.slice(start, end)));

/** PostgreSQL's tree without the places of its nodes; the tokens of what PostgreSQL has no tree for. */
function treeOf(text: string): string {
  const { node, tokens } = parseStatement(parser, statementText(text));
  return JSON.stringify(node ?? tokens.map(({ start, end }) => text.slice(start, end)), (key, value) =>
    /^(?:location|stmt_len|stmt_location)$/.test(key) ? undefined : value,
  );
}

const shown = (text: string): string => JSON.stringify(text.slice(0, 300));

function firstDifference(one: string, other: string): string {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  return `${one.slice(Math.max(0, at - 60), at)} | ${one.slice(at, at + 60)} | ${other.slice(at, at + 60)}`;
}
