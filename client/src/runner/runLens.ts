import * as vscode from 'vscode';
import { splitScript } from '../../../server/src/core/syntax/split.js';
import type { Span } from '../../../server/src/core/text/span.js';
import type { Connections } from '../connection/connections.js';
import { explainableAt } from '../explain/explainable.js';
import { commandName } from '../manifest.js';

/** A line above each of more statements than this would only be in the way. */
const most = 1_000;

/**
 * On top of a file its connection, above each statement "Run", and "Explain" where it has a plan, unless the setting says no.
 */
export function provideRunLenses(connections: Connections): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const namesNow = () =>
    JSON.stringify(
      vscode.workspace.textDocuments.map(({ uri }) => connections.of(uri.toString())?.name ?? null),
    );
  let names = namesNow();
  const lenses = vscode.languages.registerCodeLensProvider(
    [
      { scheme: 'file', language: 'sql' },
      { scheme: 'untitled', language: 'sql' },
    ],
    {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses(document) {
        const isWanted = vscode.workspace.getConfiguration('dsql', document).get('codeLens', true);
        if (!isWanted || !vscode.workspace.isTrusted) return [];
        const place = placeLens(document, connections);
        const text = document.getText();
        const statements = splitScript(text).pieces.filter(({ kind }) => kind === 'statement');
        if (statements.length > most) return [place];
        const lenses = statements.flatMap(({ start, end }) => {
          const range = new vscode.Range(document.positionAt(start), document.positionAt(start));
          const args = [document.uri, { start, end }];
          const run = new vscode.CodeLens(range, {
            title: '$(play) Run',
            tooltip: 'Run this statement',
            command: commandName('runSpan'),
            arguments: args,
          });
          if (explainableAt(text.slice(start, end)) === undefined) return [run];
          const explain = new vscode.CodeLens(range, {
            title: 'Explain',
            tooltip: 'Show the plan of this statement, without executing it',
            command: commandName('explainSpan'),
            arguments: args,
          });
          return [run, explain];
        });
        return [place, ...lenses];
      },
    },
  );
  return vscode.Disposable.from(
    changed,
    lenses,
    connections.onDidChange(() => {
      const now = namesNow();
      if (now !== names) changed.fire();
      names = now;
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => changed.fire()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('dsql.codeLens')) changed.fire();
    }),
  );
}

function placeLens({ uri }: vscode.TextDocument, connections: Connections): vscode.CodeLens {
  const name = connections.of(uri.toString())?.name;
  return new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), {
    title: name === undefined ? '$(plug) Connect…' : `$(database) ${name}`,
    tooltip: 'Where this file runs. Click to choose another connection.',
    command: commandName('connect'),
    arguments: [uri],
  });
}

/** Where a lens stands, from what it passes to its command. */
export function placeOfLens([uri, span]: readonly unknown[]): { uri: vscode.Uri; span: Span } | undefined {
  if (!(uri instanceof vscode.Uri) || typeof span !== 'object' || span === null) return undefined;
  if (!('start' in span) || !('end' in span)) return undefined;
  const { start, end } = span;
  return typeof start === 'number' && typeof end === 'number' ? { uri, span: { start, end } } : undefined;
}
