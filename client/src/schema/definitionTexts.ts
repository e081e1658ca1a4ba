import * as vscode from 'vscode';
import { schemes } from '../texts/schemes.js';

export interface DefinitionTexts extends vscode.Disposable {
  /** Shows a read-only document; `read` is asked for its text now, and whenever it is opened again. */
  readonly show: (connection: string, name: string, read: () => Promise<string>) => Promise<void>;
}

export function provideDefinitionTexts(): DefinitionTexts {
  const readers = new Map<string, () => Promise<string>>();
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const subscriptions = vscode.Disposable.from(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(schemes.definition, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) =>
        readers.get(uri.toString())?.() ?? '-- From an earlier window: show it again from the schema tree.\n',
    }),
  );
  return {
    show: async (connection, name, read) => {
      const uri = vscode.Uri.from({
        scheme: schemes.definition,
        path: `/${name.replaceAll('/', '_')}.sql`,
        query: connection,
      });
      const isOpen = vscode.workspace.textDocuments.some((one) => one.uri.toString() === uri.toString());
      readers.set(uri.toString(), read);
      if (isOpen) changed.fire(uri);
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
    },
    dispose: () => subscriptions.dispose(),
  };
}
