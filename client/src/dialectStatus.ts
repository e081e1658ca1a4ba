import * as vscode from 'vscode';
import type { App } from './app.js';
import { dialectText, type StatusText, stoppedText } from './dialectText.js';
import { type CommandId, commandName } from './manifest.js';

/** Shows in the status bar, while a SQL file is in front, which day's dialect it is checked against. */
export function showDialect({ server, log }: App): vscode.Disposable {
  const status = vscode.window.createStatusBarItem('dsql.dialect', vscode.StatusBarAlignment.Right, 100);
  status.name = 'DSQL dialect';

  const show = ({ text, tooltip }: StatusText, command: CommandId) => {
    status.text = text;
    status.tooltip = new vscode.MarkdownString(tooltip);
    status.command = commandName(command);
    status.show();
  };

  const refresh = async () => {
    const document = sqlInFront();
    if (!document) return status.hide();
    try {
      const dialect = await server.dialectOf(document.uri);
      if (document === sqlInFront()) show(dialectText(dialect), 'pickDialect');
    } catch (error) {
      log.debug('The dialect could not be shown in the status bar.', error);
      show(stoppedText, 'restartServer');
    }
  };

  void refresh();
  return vscode.Disposable.from(
    status,
    server.onDidChangeDialect(refresh),
    vscode.window.onDidChangeActiveTextEditor(refresh),
    // A file whose language is changed is opened again.
    vscode.workspace.onDidOpenTextDocument(refresh),
  );
}

function sqlInFront(): vscode.TextDocument | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document?.languageId === 'sql' ? document : undefined;
}
