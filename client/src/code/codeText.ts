import * as vscode from 'vscode';
import type { LanguageServer } from '../languageServer.js';
import { schemes } from '../texts/schemes.js';
import { sqlText } from './sqlText.js';

/** Shows statements of code as SQL texts, which follow the code as it is edited. */
export interface CodeTexts extends vscode.Disposable {
  readonly open: (uri: vscode.Uri, index: number) => Promise<void>;
}

export function provideCodeTexts(server: LanguageServer): CodeTexts {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const shown = () => vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === schemes.code);
  const provided = vscode.workspace.registerTextDocumentContentProvider(schemes.code, {
    onDidChange: changed.event,
    async provideTextDocumentContent(own) {
      const { host, index } = placeIn(own);
      const statement = (await server.codeStatementsOf(host))[index];
      if (!statement) return '-- The code no longer has this statement.\n';
      return sqlText(statement);
    },
  });
  const edited = vscode.workspace.onDidChangeTextDocument(({ document }) => {
    for (const { uri } of shown())
      if (placeIn(uri).host.toString() === document.uri.toString()) changed.fire(uri);
  });
  return {
    async open(uri, index) {
      const name = `${uri.path.split('/').at(-1) ?? ''} ${index + 1}.sql`;
      const own = vscode.Uri.from({
        scheme: schemes.code,
        path: `/${name}`,
        query: `${index} ${uri.toString()}`,
      });
      const document = await vscode.workspace.openTextDocument(own);
      await vscode.languages.setTextDocumentLanguage(document, 'sql');
      await vscode.window.showTextDocument(document, {
        viewColumn: vscode.ViewColumn.Beside,
        preview: true,
        preserveFocus: true,
      });
    },
    dispose: () => vscode.Disposable.from(changed, provided, edited).dispose(),
  };
}

/** The statement that a text of ours shows. */
function placeIn({ query }: vscode.Uri): { readonly host: vscode.Uri; readonly index: number } {
  const [index = '', ...rest] = query.split(' ');
  return { host: vscode.Uri.parse(rest.join(' ')), index: Number(index) };
}
