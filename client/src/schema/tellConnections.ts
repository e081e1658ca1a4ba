import * as vscode from 'vscode';
import type { Connections } from '../connection/connections.js';
import type { LanguageServer } from '../languageServer.js';
import { isSql } from '../sqlEditor.js';

interface Options {
  readonly connections: Connections;
  readonly server: Pick<LanguageServer, 'tellConnections'>;
  readonly log: Pick<vscode.LogOutputChannel, 'warn'>;
}

/** Tells the language server on which connection each SQL file works that is open, whenever one has another. */
export function tellConnections({ connections, server, log }: Options): vscode.Disposable {
  let said = '';
  const tell = () => {
    const documents = vscode.workspace.textDocuments.filter(isSql).flatMap(({ uri }) => {
      const name = connections.of(uri.toString())?.name;
      return name === undefined ? [] : [[uri.toString(), name] as const];
    });
    const told = {
      documents: Object.fromEntries(documents),
      others: connections.of(undefined)?.name ?? null,
    };
    const text = JSON.stringify(told);
    if (text === said) return;
    said = text;
    server
      .tellConnections(told)
      .catch((error: unknown) => log.warn('The language server was not told of the connections.', error));
  };
  tell();
  return vscode.Disposable.from(connections.onDidChange(tell), vscode.workspace.onDidOpenTextDocument(tell));
}
