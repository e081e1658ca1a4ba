import * as vscode from 'vscode';
import { type Connections, isLocal } from './connection/connections.js';
import { walkthroughId } from './manifest.js';
import type { Finished } from './runner/watched.js';
import { isSample } from './sample.js';
import type { FirstSteps } from './stepsDone.js';

const shownKey = 'firstStepsShown';

interface Happenings {
  readonly connections: Connections;
  readonly onDidFinish: vscode.Event<Finished>;
}

/** Ticks off what is done with a connection. */
export function watchConnections(
  { done }: FirstSteps,
  { connections, onDidFinish }: Happenings,
): vscode.Disposable {
  return vscode.Disposable.from(
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
