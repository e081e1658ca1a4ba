import * as vscode from 'vscode';
import { severities } from '../../server/src/core/lint/problem.js';
import type { Checking } from './app.js';
import { schemes } from './texts/schemes.js';
import { showMarkdown } from './texts/showMarkdown.js';

/** Shows the page of a rule. */
export async function openRule({ server, texts }: Checking, rule: unknown): Promise<void> {
  const page = typeof rule === 'string' ? await server.rulePageOf(rule) : null;
  if (page === null) throw new Error('There is no page for this rule.');
  const uri = vscode.Uri.from({ scheme: schemes.rule, path: `/${rule}.md` });
  texts.put(uri, page);
  await showMarkdown(uri);
}

/** Asks for the severity of a rule, and sets it for the workspace, or for the person where none is open. */
export async function changeSeverity(
  _app: Checking,
  rule: unknown,
  severity: unknown,
  file: unknown,
): Promise<void> {
  if (typeof rule !== 'string' || typeof file !== 'string') return;
  const uri = vscode.Uri.parse(file);
  const settings = vscode.workspace.getConfiguration('dsql', uri);
  const isInWorkspace = vscode.workspace.workspaceFolders !== undefined;
  const known = settings.inspect<Record<string, string>>('rules');
  const own = { ...(isInWorkspace ? known?.workspaceValue : known?.globalValue) };
  const choices = [...severities, 'off'].map((label) => ({
    label,
    description: label === severity ? 'now' : '',
    detail: details[label] ?? '',
  }));
  const reset = {
    label: 'default',
    description: '',
    detail: 'Use dsql.config.json, or the severity of the rule.',
  };
  const choice = await vscode.window.showQuickPick(rule in own ? [...choices, reset] : choices, {
    title: `Severity of ${rule}`,
    placeHolder: isInWorkspace ? 'The setting of this workspace changes.' : 'Your user settings change.',
  });
  if (!choice) return;
  const { [rule]: _before, ...rest } = own;
  const next = choice === reset ? rest : { ...rest, [rule]: choice.label };
  const target = isInWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  await settings.update('rules', Object.keys(next).length > 0 ? next : undefined, target);
}

const details: Readonly<Record<string, string>> = {
  error: 'Aurora DSQL refuses it. The command line fails.',
  warning: 'It runs, but not as intended.',
  info: 'It is worth knowing.',
  hint: 'It is marked with a few dots.',
  off: 'It is not reported.',
};
