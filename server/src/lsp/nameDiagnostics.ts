import {
  type CodeAction,
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type Range,
} from 'vscode-languageserver';
import type { NameProblem } from '../core/ide/nameProblem.js';
import type { WorkspaceFile } from '../core/ide/workspace.js';
import { type Span, touches } from '../core/text/span.js';
import type { Client } from './client.js';
import { quickFix } from './convert.js';
import { rangeIn } from './convertNames.js';

export const toNameDiagnostic = (range: Range, { rule, message }: NameProblem): Diagnostic => ({
  range,
  severity: rule === 'unused-query' ? DiagnosticSeverity.Hint : DiagnosticSeverity.Warning,
  ...(rule === 'unused-query' && { tags: [DiagnosticTag.Unnecessary] }),
  code: rule,
  source: 'dsql',
  message,
});

/** The name that may be meant, for each problem at a span. */
export const nameActions = (
  file: WorkspaceFile,
  problems: readonly NameProblem[],
  at: Span,
  version: number | null,
  { takesVersionedEdits }: Client,
): CodeAction[] =>
  problems.flatMap((problem): CodeAction[] => {
    const { span, suggestion } = problem;
    if (suggestion === undefined || !touches(span, at)) return [];
    const range = rangeIn(file, span);
    const edits = [{ range, newText: suggestion }];
    const { path: uri } = file;
    return [
      {
        title: `Change to ${suggestion}`,
        kind: quickFix,
        diagnostics: [toNameDiagnostic(range, problem)],
        isPreferred: true,
        edit: takesVersionedEdits
          ? { documentChanges: [{ textDocument: { uri, version }, edits }] }
          : { changes: { [uri]: edits } },
      },
    ];
  });
