import {
  type DocumentHighlight,
  DocumentHighlightKind,
  type DocumentSymbol,
  type FoldingRange,
  FoldingRangeKind,
  type Location,
  type Range,
  type SelectionRange,
  SymbolKind,
} from 'vscode-languageserver/node';
import type { Fold } from '../core/ide/folding.js';
import type { OutlineSymbol } from '../core/ide/outline.js';
import type { NamedPlace } from '../core/ide/references.js';
import type { FilePlace, WorkspaceFile } from '../core/ide/workspace.js';
import { createLineIndex } from '../core/text/lines.js';
import { query } from '../core/text/memo.js';
import type { Span } from '../core/text/span.js';

const linesOf = (file: WorkspaceFile) => query(linesIn, file);
const linesIn = ({ text }: WorkspaceFile) => createLineIndex(text);

/** The range of a span in a file that need not be open. */
export function rangeIn(file: WorkspaceFile, { start, end }: Span): Range {
  const lines = linesOf(file);
  return { start: lines.positionAt(start), end: lines.positionAt(end) };
}

export const toLocation = ({ file, span }: FilePlace): Location => ({
  uri: file.path,
  range: rangeIn(file, span),
});

export const toHighlight = ({ place, occurrence }: NamedPlace): DocumentHighlight => ({
  range: rangeIn(place.file, place.span),
  kind: occurrence.role === 'read' ? DocumentHighlightKind.Read : DocumentHighlightKind.Write,
});

export const symbolKinds: Readonly<Record<OutlineSymbol['kind'], SymbolKind>> = {
  alias: SymbolKind.Variable,
  column: SymbolKind.Field,
  constraint: SymbolKind.Key,
  cte: SymbolKind.Variable,
  domain: SymbolKind.TypeParameter,
  enum: SymbolKind.Enum,
  function: SymbolKind.Function,
  index: SymbolKind.Key,
  label: SymbolKind.EnumMember,
  'materialized view': SymbolKind.Interface,
  output: SymbolKind.Field,
  parameter: SymbolKind.Variable,
  procedure: SymbolKind.Function,
  role: SymbolKind.Object,
  schema: SymbolKind.Namespace,
  sequence: SymbolKind.Number,
  table: SymbolKind.Class,
  type: SymbolKind.Struct,
  variable: SymbolKind.Variable,
  view: SymbolKind.Interface,
  window: SymbolKind.Variable,
};

export const toDocumentSymbol = (file: WorkspaceFile, symbol: OutlineSymbol): DocumentSymbol => ({
  name: symbol.name || '…',
  detail: symbol.detail,
  kind: symbolKinds[symbol.kind],
  range: rangeIn(file, symbol.span),
  selectionRange: rangeIn(file, symbol.nameSpan),
  children: symbol.children.map((child) => toDocumentSymbol(file, child)),
});

export const toFoldingRange = (file: WorkspaceFile, { span, isComment }: Fold): FoldingRange => {
  const { start, end } = rangeIn(file, span);
  return {
    startLine: start.line,
    endLine: end.line,
    ...(isComment && { kind: FoldingRangeKind.Comment }),
  };
};

/** Spans from the inside out. */
export const toSelectionRange = (file: WorkspaceFile, spans: readonly Span[]): SelectionRange =>
  spans.reduceRight<SelectionRange | undefined>(
    (parent, span) => ({ range: rangeIn(file, span), ...(parent && { parent }) }),
    undefined,
  ) ?? { range: rangeIn(file, { start: 0, end: 0 }) };

/** The offset of a position in a file as it stands in the analysis. */
export const offsetIn = (
  file: WorkspaceFile,
  { line, character }: { readonly line: number; readonly character: number },
): number => {
  const { start, end } = linesOf(file).lineSpan(line);
  return Math.min(start + character, end);
};
