import * as vscode from 'vscode';
import { schemes } from './schemes.js';

/** Read-only documents: what would be run or applied, or the report of a file. */
export interface OwnTexts extends vscode.Disposable {
  /** Keeps the text that a URI of ours shows. */
  put(own: vscode.Uri, text: string): void;
}

/** A preview asks for its text again when VS Code has closed the document, so the last text of each file is kept. */
export function provideOwnTexts(): OwnTexts {
  const texts = new Map<string, string>();
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const provided = (['batches', 'changes', 'converted', 'difference', 'dialect', 'rule'] as const).map(
    (kind) =>
      vscode.workspace.registerTextDocumentContentProvider(schemes[kind], {
        onDidChange: changed.event,
        provideTextDocumentContent: (uri) =>
          texts.get(uri.toString()) ?? '-- From an earlier window: ask for it again.\n',
      }),
  );
  const subscriptions = vscode.Disposable.from(changed, ...provided);
  return {
    put(own, text) {
      texts.set(own.toString(), text);
      changed.fire(own);
    },
    dispose: () => subscriptions.dispose(),
  };
}
