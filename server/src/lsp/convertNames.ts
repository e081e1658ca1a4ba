import {
  type DocumentHighlight,
  DocumentHighlightKind,
  type DocumentLink,
  type DocumentSymbol,
  type FoldingRange,
  FoldingRangeKind,
  type InlayHint,
  InlayHintKind,
  type Location,
  type Position,
  type Range,
  type SelectionRange,
  type SignatureHelp,
  type SymbolInformation,
  SymbolKind,
} from 'vscode-languageserver';
import type { Fold } from '../core/ide/folding.js';
import type { InlayHintText } from '../core/ide/inlay.js';
import type { RuleLink } from '../core/ide/links.js';
import type { OutlineSymbol } from '../core/ide/outline.js';
import type { NamedPlace } from '../core/ide/references.js';
import type { Signatures } from '../core/ide/signature.js';
import type { FilePlace, WorkspaceFile } from '../core/ide/workspace.js';
import type { FoundSymbol } from '../core/ide/workspaceSymbols.js';
import { createLineIndex } from '../core/text/lines.js';
import { query } from '../core/text/memo.js';
import type { Span } from '../core/text/span.js';

const linesOf = (file: WorkspaceFile) => query(linesIn, file);
const linesIn = ({ text }: WorkspaceFile) => createLineIndex(text);

/** The range of a span in a file that need not be open. */
/** The line and character of a UTF-16 offset. */
export const positionIn = (file: WorkspaceFile, offset: number): Position => linesOf(file).positionAt(offset);

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

/** The offset of a position in a file as it is in the analysis. */
export const offsetIn = (
  file: WorkspaceFile,
  { line, character }: { readonly line: number; readonly character: number },
): number => {
  const { start, end } = linesOf(file).lineSpan(line);
  return Math.min(start + character, end);
};

export const toSignatureHelp = ({ list, active, activeParameter }: Signatures): SignatureHelp => ({
  signatures: list.map(({ label, parameters, documentation }) => ({
    label,
    parameters: parameters.map((parameter) => ({ label: parameter })),
    ...(documentation && { documentation }),
  })),
  activeSignature: active,
  activeParameter,
});

export const toInlayHint = (file: WorkspaceFile, { offset, label, isBefore }: InlayHintText): InlayHint => ({
  position: rangeIn(file, { start: offset, end: offset }).start,
  label,
  kind: InlayHintKind.Parameter,
  ...(isBefore ? { paddingRight: true } : { paddingLeft: true }),
});

export const toWorkspaceSymbol = ({ file, symbol, container }: FoundSymbol): SymbolInformation => ({
  name: symbol.name || '…',
  kind: symbolKinds[symbol.kind],
  location: { uri: file.path, range: rangeIn(file, symbol.nameSpan) },
  ...(container && { containerName: container }),
});

export const toDocumentLink = (file: WorkspaceFile, { span, target, title }: RuleLink): DocumentLink => ({
  range: rangeIn(file, span),
  target,
  tooltip: title,
});
