import * as vscode from 'vscode';

const scheme = 'dsql-converted';

/** Read-only documents that stand beside a file: its repaired form and its readiness report. */
export interface ConvertedTexts extends vscode.Disposable {
  /** Shows a text under the path of a file, with something added to it; answers its URI. */
  put(file: vscode.Uri, text: string, suffix?: string): vscode.Uri;
}

/** A preview asks for its text again when VS Code has closed the document, so the last text of each file is kept. */
export function provideConvertedTexts(): ConvertedTexts {
  const texts = new Map<string, string>();
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const subscriptions = vscode.Disposable.from(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => texts.get(uri.toString()),
    }),
  );
  return {
    put(file, text, suffix = '') {
      // The query keeps files apart that differ in nothing else, such as an unsaved one from one on disk.
      const uri = file.with({ scheme, path: `${file.path}${suffix}`, query: file.scheme, fragment: '' });
      texts.set(uri.toString(), text);
      changed.fire(uri);
      return uri;
    },
    dispose: () => subscriptions.dispose(),
  };
}
