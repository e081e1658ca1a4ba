import {
  type CodeAction,
  type Diagnostic,
  DiagnosticSeverity,
  type Hover,
  type Range,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Hover as Explanation } from '../core/ide/hover.js';
import { type Fix, type Problem, type Severity, titleOf } from '../core/lint/problem.js';
import type { Edit } from '../core/text/edit.js';
import type { Span } from '../core/text/span.js';
import type { Client } from './client.js';

/** A document's range as UTF-16 offsets; positions outside the text are moved to its nearest place. */
export const toSpan = (document: TextDocument, { start, end }: Range): Span => ({
  start: document.offsetAt(start),
  end: document.offsetAt(end),
});

export const toRange = (document: TextDocument, { start, end }: Span): Range => ({
  start: document.positionAt(start),
  end: document.positionAt(end),
});

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export const toDiagnostic = (document: TextDocument, problem: Omit<Problem, 'fixes'>): Diagnostic => ({
  range: toRange(document, problem.span),
  severity: severities[problem.severity],
  code: problem.rule,
  codeDescription: { href: problem.documentation },
  source: 'dsql',
  message: problem.message,
});

export const toWorkspaceEdit = (
  document: TextDocument,
  edits: readonly Edit[],
  { takesVersionedEdits }: Client,
): WorkspaceEdit => {
  const { uri, version } = document;
  const textEdits = edits.map((edit): TextEdit => ({ range: toRange(document, edit), newText: edit.text }));
  return takesVersionedEdits
    ? { documentChanges: [{ textDocument: { uri, version }, edits: textEdits }] }
    : { changes: { [uri]: textEdits } };
};

/** Edits of several documents; `version`: of an open one. */
export const toWideEdit = (
  changes: readonly {
    readonly document: TextDocument;
    readonly version: number | null;
    readonly edits: readonly Edit[];
  }[],
  { takesVersionedEdits }: Client,
): WorkspaceEdit => {
  const all = changes.map(({ document, version, edits }) => ({
    uri: document.uri,
    version,
    edits: edits.map((edit): TextEdit => ({ range: toRange(document, edit), newText: edit.text })),
  }));
  return takesVersionedEdits
    ? { documentChanges: all.map(({ edits, ...textDocument }) => ({ textDocument, edits })) }
    : { changes: Object.fromEntries(all.map(({ uri, edits }) => [uri, edits])) };
};

/** An edit that the editor shows, and applies when the person says so. */
const toPreviewedEdit = (document: TextDocument, fix: Fix): WorkspaceEdit => ({
  documentChanges: [
    {
      textDocument: { uri: document.uri, version: document.version },
      edits: fix.edits.map((edit) => ({
        range: toRange(document, edit),
        newText: edit.text,
        annotationId: previewed,
      })),
    },
  ],
  changeAnnotations: { [previewed]: { label: titleOf(fix), needsConfirmation: true } },
});

const previewed = 'review';

/** Kinds of code actions. An ignore, and what is done with a rule, are quick fixes that repair nothing. */
export const quickFix = 'quickfix';
export const ignoreKind = 'quickfix.ignore';
export const ruleKind = 'quickfix.rule';

export const toQuickFix = (
  document: TextDocument,
  problem: Problem,
  fix: Fix,
  client: Client,
  { previews, kind = quickFix }: { readonly previews: boolean; readonly kind?: string },
): CodeAction => ({
  title: titleOf(fix),
  kind,
  diagnostics: [toDiagnostic(document, problem)],
  edit:
    previews && client.confirmsEdits
      ? toPreviewedEdit(document, fix)
      : toWorkspaceEdit(document, fix.edits, client),
});

/** A problem of a configuration file, which carries no place. */
export const toConfigDiagnostic = (message: string): Diagnostic => ({
  range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
  severity: DiagnosticSeverity.Warning,
  source: 'dsql',
  message,
});

export const toHover = (
  document: TextDocument,
  explanation: Explanation | undefined,
  { readsMarkdown }: Client,
): Hover | null =>
  explanation
    ? {
        contents: readsMarkdown
          ? { kind: 'markdown', value: explanation.markdown }
          : { kind: 'plaintext', value: plainText(explanation.markdown) },
        range: toRange(document, explanation.span),
      }
    : null;

/** Markdown as core writes it (emphasis, code, links), without its signs. */
const plainText = (markdown: string): string =>
  markdown
    .replace(/^```.*\n?/gm, '')
    .replace(/\[([^\]]*)\]\(([^)]*)\)/g, '$1 ($2)')
    .replace(/(?<!\\)(?:\*\*|`)/g, '')
    .replace(/\\([\\`*[\]<>&~|!])/g, '$1')
    .trim();
