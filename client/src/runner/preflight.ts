import * as vscode from 'vscode';
import type { RunStep } from '../../../server/src/running/steps.js';
import { ask } from '../asking/ask.js';
import { sameText } from '../asking/standing.js';
import type { LanguageServer } from '../languageServer.js';

/**
 * Holds a run back where the rules say that the cluster will refuse it. Answers the steps that the person runs all the same;
 * undefined where nothing is to run.
 */
export async function mayRun(
  server: LanguageServer,
  document: vscode.TextDocument,
  steps: readonly RunStep[],
): Promise<readonly RunStep[] | undefined> {
  const standing = sameText(document);
  const placed = steps.map((step) => ({
    step,
    range: new vscode.Range(document.positionAt(step.span.start), document.positionAt(step.span.end)),
  }));
  const errors = (await server.diagnosticsOf(document.uri)).filter(
    ({ severity, range }) =>
      severity === vscode.DiagnosticSeverity.Error && placed.some((one) => one.range.intersection(range)),
  );
  const [first] = errors;
  if (!first) return [];
  const fix = await fixFor(document, first);
  const choices = fix ? (['Fix', 'Show', 'Run anyway'] as const) : (['Show', 'Run anyway'] as const);
  const { message, detail } = refusal(first, errors.length, fix);
  const choice = await ask({ message, detail, answers: choices, standing });
  if (choice === 'Fix' && fix) await apply(fix);
  if (choice === 'Show') await reveal(document, first.range);
  if (choice !== 'Run anyway') return undefined;
  return placed.flatMap(({ step, range }) =>
    errors.some((error) => range.intersection(error.range)) ? [step] : [],
  );
}

function refusal(
  { message, range }: vscode.Diagnostic,
  count: number,
  fix: vscode.CodeAction | undefined,
): { readonly message: string; readonly detail: string } {
  const more = count > 1 ? ` There are ${count} errors.` : '';
  const repair = fix ? ` Fix: ${fix.title}.` : '';
  return {
    message: `Nothing was run. Line ${range.start.line + 1}: ${message}`,
    detail: `${more}${repair}`.trim(),
  };
}

/** The fix that stands first in the menu of the squiggle. */
async function fixFor(
  document: vscode.TextDocument,
  { range }: vscode.Diagnostic,
): Promise<vscode.CodeAction | undefined> {
  const actions = await vscode.commands.executeCommand<readonly vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
    vscode.CodeActionKind.QuickFix.value,
  );
  const repairs = actions.filter(({ edit, kind }) => edit && !(kind && ignoring.contains(kind)));
  return repairs.find(({ isPreferred }) => isPreferred) ?? repairs[0];
}

/** The server's kind of the actions that write an ignoring comment. */
const ignoring = vscode.CodeActionKind.QuickFix.append('ignore');

/** Does what the menu of quick fixes does with one. */
async function apply({ edit, command }: vscode.CodeAction): Promise<void> {
  if (!edit || !(await vscode.workspace.applyEdit(edit)))
    throw new Error('The editor could not apply the fix.');
  if (command) await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
}

async function reveal(document: vscode.TextDocument, range: vscode.Range): Promise<void> {
  await vscode.window.showTextDocument(document, { selection: range });
}
