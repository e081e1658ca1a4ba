import * as vscode from 'vscode';
import { isSql } from '../sqlEditor.js';
import type { Connections } from './connections.js';
import { savedProfiles } from './savedProfiles.js';

const scheme = 'dsql-connection';

/** What a line of the tree that stands for a connection is decorated by. */
export const connectionUri = (name: string): vscode.Uri => vscode.Uri.from({ scheme, path: `/${name}` });

/**
 * Marks the tabs of SQL files in the color of the connection that they work on, and in the tree the connection of the file
 * in front, and one with an open transaction.
 */
export function decorateConnections(connections: Connections): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri[]>();

  const decorationOf = (uri: vscode.Uri): vscode.FileDecoration | undefined => {
    if (uri.scheme === scheme) return markOf(uri.path.slice(1), connections);
    if (!vscode.workspace.textDocuments.some((one) => isSql(one) && `${one.uri}` === `${uri}`))
      return undefined;
    const { name, session } = connections.of(uri.toString()) ?? {};
    const profile = session?.target.profile ?? savedProfiles().profiles.find((saved) => saved.name === name);
    if (name === undefined || !profile?.color) return undefined;
    const color = new vscode.ThemeColor(`charts.${profile.color}`);
    return { badge: '●', color, tooltip: `Runs on "${name}"`, propagate: false };
  };

  let shown = new Map<string, string>();
  /** A session tells of every statement: only another look is news. */
  const look = () => {
    const uris = [
      ...vscode.workspace.textDocuments.filter(isSql).map(({ uri }) => uri),
      ...[...savedProfiles().profiles, ...connections.all()].map(({ name }) => connectionUri(name)),
    ];
    const now = new Map(uris.map((uri) => [uri.toString(), JSON.stringify(decorationOf(uri) ?? null)]));
    const others = uris.filter((uri) => shown.get(uri.toString()) !== now.get(uri.toString()));
    shown = now;
    if (others.length > 0) changed.fire(others);
  };
  return vscode.Disposable.from(
    changed,
    vscode.window.registerFileDecorationProvider({
      onDidChangeFileDecorations: changed.event,
      provideFileDecoration: decorationOf,
    }),
    connections.onDidChange(look),
    vscode.workspace.onDidOpenTextDocument(look),
  );
}

function markOf(name: string, connections: Connections): vscode.FileDecoration | undefined {
  const session = connections.all().find((one) => one.name === name)?.session;
  if (session && session.transaction() !== 'none')
    return { badge: 'T', tooltip: `A transaction is open on "${name}"` };
  return connections.current()?.name === name
    ? { badge: '●', tooltip: 'The file in front runs here' }
    : undefined;
}
