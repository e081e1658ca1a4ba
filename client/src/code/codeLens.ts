import * as vscode from 'vscode';
import { codeLanguageIds, mayReachPostgres } from '../../../server/src/protocol/codeLanguages.js';
import { explainableAt } from '../explain/explainable.js';
import type { LanguageServer } from '../languageServer.js';
import { commandName } from '../manifest.js';

/** Above each statement in code "Run statement", "Explain", "Open as SQL" and "Extract to .sql file", unless the setting says no. */
export function provideCodeLenses(server: LanguageServer): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const lenses = vscode.languages.registerCodeLensProvider(
    codeLanguageIds.map((language) => ({ scheme: 'file', language })),
    {
      onDidChangeCodeLenses: changed.event,
      async provideCodeLenses(document) {
        const isWanted = vscode.workspace.getConfiguration('dsql', document).get('codeLens', true);
        if (!isWanted || !vscode.workspace.isTrusted || !mayReachPostgres(document.getText())) return [];
        const statements = await server.codeStatementsOf(document.uri);
        return statements.flatMap(({ start, sendable }, index) => {
          const range = new vscode.Range(document.positionAt(start), document.positionAt(start));
          const lens = (
            title: string,
            tooltip: string,
            id: 'runCode' | 'explainCode' | 'openCode' | 'extractCode',
          ) =>
            new vscode.CodeLens(range, {
              title,
              tooltip,
              command: commandName(id),
              arguments: [document.uri, index],
            });
          const open = lens('Open as SQL', 'Show this statement as a SQL text beside the code', 'openCode');
          if (!sendable) return [open];
          const asked = sendable.parameters.length > 0 ? ', and ask for its parameters first' : '';
          const run = lens('$(play) Run statement', `Run this statement${asked}`, 'runCode');
          const intoFile = 'Write this statement into a SQL file of its own; the code stays as it is';
          const extract = lens('Extract to .sql file (code stays)', intoFile, 'extractCode');
          if (explainableAt(sendable.sql) === undefined) return [run, open, extract];
          const plan = `Show the plan of this statement, without executing it${asked}`;
          return [run, lens('Explain', plan, 'explainCode'), open, extract];
        });
      },
    },
  );
  return vscode.Disposable.from(
    changed,
    lenses,
    vscode.workspace.onDidGrantWorkspaceTrust(() => changed.fire()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('dsql.codeLens')) changed.fire();
    }),
  );
}

/** What a lens passes to its command. */
export function statementOfLens([uri, index]: readonly unknown[]):
  | { readonly uri: vscode.Uri; readonly index: number }
  | undefined {
  return uri instanceof vscode.Uri && typeof index === 'number' ? { uri, index } : undefined;
}
