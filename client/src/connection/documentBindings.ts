import * as vscode from 'vscode';
import { isSql, sqlEditorInFront } from '../sqlEditor.js';
import { type Bindings, bindingsFrom, createBindings } from './bindings.js';

const lastKey = 'connection';
const documentsKey = 'connectionsOfDocuments';

/** What was used in this workspace before, or what the settings name. */
export function rememberedBindings(memory: vscode.Memento): Bindings {
  const setting = vscode.workspace.getConfiguration('dsql').get<string>('connection')?.trim();
  const kept = bindingsFrom(memory.get(lastKey) ?? setting, memory.get(documentsKey));
  return createBindings(kept, ({ last, documents }) => {
    void memory.update(lastKey, last);
    void memory.update(documentsKey, documents);
  });
}

/** Keeps documents and their connections together as documents are shown, saved under another name, and closed. */
export function followDocuments(
  bindings: Bindings,
  isOpen: (name: string) => boolean,
  changed: () => void,
): vscode.Disposable {
  let shown: string | undefined;
  const look = () => {
    const document = sqlEditorInFront()?.document.uri.toString();
    if (document !== undefined) {
      bindings.settle(document);
      const name = bindings.of(document);
      if (name !== undefined && isOpen(name)) bindings.use(name);
    }
    if (document !== shown) changed();
    shown = document;
  };
  look();
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(look),
    vscode.window.onDidChangeVisibleTextEditors(look),
    vscode.workspace.onDidRenameFiles(({ files }) => {
      for (const { oldUri, newUri } of files) bindings.move(oldUri.toString(), newUri.toString());
    }),
    vscode.workspace.onDidOpenTextDocument((document) => {
      const saved = isSql(document) && document.uri.scheme === 'file' ? unsavedForm(document) : undefined;
      if (saved) bindings.move(saved.uri.toString(), document.uri.toString());
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (uri.scheme === 'untitled') bindings.forget(uri.toString());
    }),
  );
}

/** VS Code saves an untitled document by opening the file beside it, and then closes it. */
const unsavedForm = (document: vscode.TextDocument): vscode.TextDocument | undefined =>
  document.getText() === ''
    ? undefined
    : vscode.workspace.textDocuments.find(
        (one) => one.uri.scheme === 'untitled' && isSql(one) && one.getText() === document.getText(),
      );
