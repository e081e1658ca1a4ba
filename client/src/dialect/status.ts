import * as vscode from 'vscode';
import { offer } from '../asking/ask.js';
import { always } from '../asking/standing.js';
import type { LanguageServer } from '../languageServer.js';
import { type CommandId, commandName } from '../manifest.js';
import { ageNotice } from './age.js';
import type { Noticing } from './noticing.js';
import { dialectText, type StatusText, stoppedText } from './text.js';

const toldKey = 'dsql.dialectAgeTold';

/** Shows in the status bar, while a SQL file is in front, which day's dialect it is checked against. */
export function showDialect(
  { server, log }: { readonly server: LanguageServer; readonly log: vscode.LogOutputChannel },
  memory: vscode.Memento,
  noticing?: Noticing,
): vscode.Disposable {
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
      const today = new Date().toISOString().slice(0, 10);
      if (document === sqlInFront()) show(dialectText(dialect, today, noticing?.count()), 'pickDialect');
      if (dialect) await tellAge(dialect.newest, today);
    } catch (error) {
      log.debug('The dialect could not be shown in the status bar.', error);
      show(stoppedText, 'restartServer');
    }
  };

  /** Once a week, as an offer that may be missed: the status bar tells the age as well. */
  const tellAge = async (newest: string, today: string) => {
    const message = ageNotice(newest, today, memory.get<string>(toldKey));
    if (message === undefined) return;
    await memory.update(toldKey, today);
    const answer = await offer({ message, answers: ['Check for a newer dialect…'], standing: always });
    if (answer) await vscode.commands.executeCommand(commandName('checkForDialect'));
  };

  void refresh();
  return vscode.Disposable.from(
    status,
    server.onDidChangeDialect(refresh),
    ...(noticing ? [noticing.onDidChange(refresh)] : []),
    vscode.window.onDidChangeActiveTextEditor(refresh),
    // A file whose language is changed is opened again.
    vscode.workspace.onDidOpenTextDocument(refresh),
  );
}

function sqlInFront(): vscode.TextDocument | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document?.languageId === 'sql' ? document : undefined;
}
