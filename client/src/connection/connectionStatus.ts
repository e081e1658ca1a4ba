import * as vscode from 'vscode';
import { sandboxName } from '../../../server/src/connection/sandbox.js';
import { commandName } from '../manifest.js';
import { type Connections, isLocal } from './connections.js';
import { inTransaction } from './inTransaction.js';
import { savedProfiles } from './savedProfiles.js';
import { connectionLine, type StatusLine, transactionLine } from './statusText.js';

/** Shows the connection in its color, and the open transaction with the time that is left to it. */
export function showConnection(connections: Connections): vscode.Disposable {
  const { Left } = vscode.StatusBarAlignment;
  const connection = vscode.window.createStatusBarItem('dsql.connection', Left, 50);
  connection.name = 'DSQL connection';
  connection.command = commandName('connect');
  const transaction = vscode.window.createStatusBarItem('dsql.transaction', Left, 49);
  transaction.name = 'DSQL transaction';
  transaction.command = commandName('endTransaction');
  let timer: NodeJS.Timeout | undefined;

  const show = () => {
    const current = connections.current();
    const session = current?.session;
    const profile =
      session?.target.profile ?? savedProfiles().profiles.find(({ name }) => name === current?.name);
    render(
      connection,
      connectionLine(
        current && {
          name: current.name,
          phase: session?.phase() ?? 'closed',
          isSandbox: session ? isLocal(session) : current.name === sandboxName,
          profile,
        },
      ),
    );
    const inOne = inTransaction(connections);
    const state = inOne?.session.transaction() ?? 'none';
    const began = inOne?.session.transactionBegan() ?? Date.now();
    const isElsewhere = inOne !== undefined && inOne.name !== current?.name;
    const line = transactionLine(state, Date.now() - began, isElsewhere ? inOne.name : undefined);
    if (line) render(transaction, line);
    else transaction.hide();
    tell('dsql.isInTransaction', state !== 'none' && !isElsewhere);
    tell('dsql.isTransactionOpen', state !== 'none');
    if (state === 'none') {
      clearInterval(timer);
      timer = undefined;
    } else timer ??= setInterval(show, 1_000);
  };

  const changes = connections.onDidChange(show);
  show();
  return vscode.Disposable.from(connection, transaction, changes, { dispose: () => clearInterval(timer) });
}

const tell = (context: string, isSo: boolean) =>
  void vscode.commands.executeCommand('setContext', context, isSo);

function render(item: vscode.StatusBarItem, { text, tooltip, color, background }: StatusLine): void {
  item.text = text;
  item.tooltip = new vscode.MarkdownString(tooltip);
  item.color = color && new vscode.ThemeColor(color);
  item.backgroundColor = background && new vscode.ThemeColor(background);
  item.show();
}
