import { type CompletionItem, CompletionItemKind, InsertTextFormat, MarkupKind } from 'vscode-languageserver';
import { completionsAt } from '../core/ide/completion/complete.js';
import { documentationOf } from '../core/ide/completion/documentation.js';
import type { Completion, CompletionKind } from '../core/ide/completion/item.js';
import type { WorkspaceFile } from '../core/ide/workspace.js';
import { rangeIn } from './convertNames.js';

/** What an item carries until someone looks at it. */
interface ItemSource {
  readonly uri: string;
  readonly entity: NonNullable<Completion['entity']>;
}

export function completionItems(file: WorkspaceFile, offset: number): CompletionItem[] {
  return completionsAt(file, offset).map((one, at) => {
    const { label, kind, text, isSnippet, span, rank, detail, entity } = one;
    const data: ItemSource | undefined = entity && { uri: file.path, entity };
    const isQuoted = file.text.startsWith('"', span.start) && span.end > span.start;
    return {
      label,
      kind: kinds[kind],
      sortText: `${String(Math.round(rank * 100)).padStart(4, '0')}${String(at).padStart(5, '0')}`,
      filterText: isQuoted ? `"${label}` : label,
      insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
      textEdit: { range: rangeIn(file, span), newText: text },
      ...(detail && { detail }),
      ...(data && { data }),
    };
  });
}

/** The characters behind which completion opens by itself. */
export const completionTriggers = ['.', '"', "'"];

/** Tells of an item what its name is. */
export function documented(
  file: WorkspaceFile,
  item: CompletionItem,
  readsMarkdown: boolean,
): CompletionItem {
  const value = isSource(item.data) ? documentationOf(file, item.data.entity) : undefined;
  if (value === undefined) return item;
  return {
    ...item,
    documentation: { kind: readsMarkdown ? MarkupKind.Markdown : MarkupKind.PlainText, value },
  };
}

const isSource = (data: unknown): data is ItemSource =>
  typeof data === 'object' && data !== null && 'entity' in data && typeof data.entity === 'object';

const kinds: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  alias: CompletionItemKind.Variable,
  column: CompletionItemKind.Field,
  cte: CompletionItemKind.Variable,
  function: CompletionItemKind.Function,
  join: CompletionItemKind.Reference,
  keyword: CompletionItemKind.Keyword,
  parameter: CompletionItemKind.Property,
  role: CompletionItemKind.Constant,
  schema: CompletionItemKind.Module,
  snippet: CompletionItemKind.Snippet,
  table: CompletionItemKind.Class,
  type: CompletionItemKind.TypeParameter,
  value: CompletionItemKind.Value,
  variable: CompletionItemKind.Variable,
  view: CompletionItemKind.Interface,
};
