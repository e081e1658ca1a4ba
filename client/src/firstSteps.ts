import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { type Connections, isLocal } from './connection/connections.js';
import { type FirstStep, firstStepsDone, walkthroughId } from './manifest.js';
import type { Runner } from './runner/runner.js';
import type { Finished } from './runner/watched.js';
import { isSample, openSample } from './sample.js';
import { isSql } from './sqlEditor.js';

/** Ticks the steps of the walkthrough off, by what has happened and not by which button was pressed. */
export interface FirstSteps extends vscode.Disposable {
  readonly done: (step: FirstStep) => void;
}

interface Options {
  readonly connections: Connections;
  readonly onDidFinish: vscode.Event<Finished>;
  /** Remembers for all windows which steps were done. */
  readonly memory: vscode.Memento;
}

const memoryKey = 'firstSteps';
const shownKey = 'firstStepsShown';

export function watchFirstSteps({ connections, onDidFinish, memory }: Options): FirstSteps {
  const reached = new Set<string>(memory.get<readonly string[]>(memoryKey, []));
  const tick = (step: string) =>
    void vscode.commands.executeCommand('setContext', firstStepsDone(step), true);
  for (const step of reached) tick(step);

  const done = (step: FirstStep) => {
    if (reached.has(step)) return;
    reached.add(step);
    tick(step);
    void memory.update(memoryKey, [...reached]);
  };

  const look = (editor: vscode.TextEditor | undefined) => {
    if (editor && isSql(editor.document)) done('sample');
  };
  look(vscode.window.activeTextEditor);

  const subscriptions = vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(look),
    connections.onDidChange(() => {
      for (const { session } of connections.all())
        if (session.phase() === 'open') done(isLocal(session) ? 'sandbox' : 'cluster');
    }),
    onDidFinish(({ document }) => {
      if (document === undefined) return;
      done('run');
      if (!isSample(vscode.Uri.parse(document))) done('own');
    }),
  );
  return { done, dispose: () => subscriptions.dispose() };
}

/** Opens the walkthrough beside the first file that wakes the extension up, once, unless VS Code is told not to. */
export async function showFirstStepsOnce(context: vscode.ExtensionContext): Promise<void> {
  const { globalState, extension, extensionMode } = context;
  if (globalState.get(shownKey) || extensionMode !== vscode.ExtensionMode.Production) return;
  await globalState.update(shownKey, true);
  const settings = vscode.workspace.getConfiguration('workbench.welcomePage.walkthroughs');
  if (!settings.get('openOnInstall', true)) return;
  const editor = vscode.window.activeTextEditor;
  const isBeside = vscode.window.tabGroups.activeTabGroup.activeTab !== undefined;
  await vscode.commands.executeCommand(
    'workbench.action.openWalkthrough',
    `${extension.id}#${walkthroughId}`,
    isBeside,
  );
  // Who has opened a file goes on in it.
  if (editor)
    await vscode.window.showTextDocument(editor.document, {
      viewColumn: editor.viewColumn ?? vscode.ViewColumn.One,
      selection: editor.selection,
    });
}

/** Puts the caret on the first problem of the SQL file to be seen, the sample where there is none, and shows its fixes. */
export async function showFixes(): Promise<void> {
  const shown = sqlEditor();
  const editor = await vscode.window.showTextDocument(
    shown?.document ?? (await openSample()),
    shown?.viewColumn === undefined ? {} : { viewColumn: shown.viewColumn },
  );
  const first = await firstProblem(editor.document);
  if (!first) {
    void vscode.window.showInformationMessage('This file has no problems, so there is nothing to fix.');
    return;
  }
  editor.selection = new vscode.Selection(first.range.start, first.range.start);
  editor.revealRange(first.range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  // VS Code looks for fixes by itself where the caret has come to rest, and drops a menu that is asked for before.
  await vscode.commands.executeCommand('vscode.executeCodeActionProvider', editor.document.uri, first.range);
  await delay(lightbulbPause);
  await vscode.commands.executeCommand('editor.action.quickFix');
}

/** Runs the SQL file to be seen, the sample where there is none. */
export async function runFirstFile({ runner }: { readonly runner: Pick<Runner, 'runFile'> }): Promise<void> {
  const shown = sqlEditor();
  await vscode.window.showTextDocument(
    shown?.document ?? (await openSample()),
    shown?.viewColumn === undefined ? {} : { viewColumn: shown.viewColumn },
  );
  await runner.runFile();
}

/** Lets the person pick a SQL file of their own, which is checked once it is open. */
export async function openOwnFile(): Promise<void> {
  const [file] =
    (await vscode.window.showOpenDialog({
      title: 'Open a SQL file',
      openLabel: 'Open',
      canSelectMany: false,
      filters: { SQL: ['sql'] },
    })) ?? [];
  if (file) await vscode.window.showTextDocument(file, { viewColumn: vscode.ViewColumn.Beside });
}

const sqlEditor = (): vscode.TextEditor | undefined =>
  [vscode.window.activeTextEditor, ...vscode.window.visibleTextEditors].find(
    (editor) => editor && isSql(editor.document),
  );

/** Milliseconds until VS Code has looked. */
const lightbulbPause = 400;

/** Milliseconds that a file has for its first problem to be found. */
const longestCheck = 5_000;

async function firstProblem({ uri }: vscode.TextDocument): Promise<vscode.Diagnostic | undefined> {
  const found = () =>
    vscode.languages
      .getDiagnostics(uri)
      .filter(({ source }) => source === 'dsql')
      .sort((one, other) => one.range.start.compareTo(other.range.start))[0];
  return (
    found() ??
    (await new Promise((resolve) => {
      const finish = () => {
        clearTimeout(timer);
        subscription.dispose();
        resolve(found());
      };
      const timer = setTimeout(finish, longestCheck);
      const subscription = vscode.languages.onDidChangeDiagnostics(() => {
        if (found()) finish();
      });
    }))
  );
}
