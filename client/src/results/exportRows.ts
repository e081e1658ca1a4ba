import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { offer } from '../asking/ask.js';
import { always } from '../asking/standing.js';
import { encodingOf, type RowSelection, selectedRows } from './conversation.js';
import { type ExportProgress, exportFile } from './exportFile.js';
import { type Format, formats } from './messages.js';
import type { Row, Tab } from './tab.js';
import type { Tabs } from './tabs.js';

/** Asks for a file and writes rows into it, with a progress that can be canceled; without a selection, every row. */
export async function exportRows(
  tabs: Tabs,
  tab: Tab,
  format: Format,
  selection: RowSelection | undefined,
): Promise<void> {
  if (tab.state === 'running' || tab.isLoading) {
    throw new Error('Rows are still arriving: export them when the statement has finished.');
  }
  const { extension, name } = formats[format];
  const isNeutralized = neutralizesFormulas();
  const target = await vscode.window.showSaveDialog({
    title: exportTitle(name, format, isNeutralized),
    saveLabel: 'Export',
    defaultUri: vscode.Uri.file(join(folderOf(tab), `results.${extension}`)),
    filters: { [name]: [extension] },
  });
  if (!target) return;
  if (target.scheme !== 'file') throw new Error('Results can only be exported to a folder on disk.');

  const file = target.fsPath;
  const columns = selection?.columns ?? tab.columns.map((_column, at) => at);
  const written = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: `Exporting ${basename(file)}`,
      cancellable: true,
    },
    (progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      return exportFile({
        file,
        encoding: encodingOf(tab, columns, format, { hasHeader: true, neutralizesFormulas: isNeutralized }),
        pages: selection ? selectedPages({ ...tab }, selection) : tabs.everyRow(tab.id),
        signal: abort.signal,
        onProgress: (done) => progress.report({ message: amountOf(done) }),
      });
    },
  );
  if (!written) return;
  const message = `Exported ${amountOf(written)} to ${basename(file)}.`;
  const choice = await offer({ message, answers: ['Open file'], standing: always });
  if (choice) await vscode.window.showTextDocument(vscode.Uri.file(file), { preview: false });
}

const neutralizesFormulas = (): boolean =>
  vscode.workspace.getConfiguration('dsql').get('export.neutralizeFormulas', false);

/** Says what happens to formulas, where the file is one that spreadsheets open. */
function exportTitle(name: string, format: Format, isNeutralized: boolean): string {
  if (format !== 'csv' && format !== 'tsv') return `Export as ${name}`;
  return isNeutralized
    ? `Export as ${name}: formulas become text, with ' before them`
    : `Export as ${name}: formulas stay as they are (dsql.export.neutralizeFormulas)`;
}

/** The folder of the document that the statement is in, or of the workspace. */
function folderOf({ source }: Tab): string {
  const document = source.at && vscode.Uri.parse(source.at.uri);
  if (document?.scheme === 'file') return dirname(document.fsPath);
  return vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? homedir();
}

const rowsOfPage = 2_000;

async function* selectedPages(
  tab: Tab,
  { start, end, columns }: RowSelection,
): AsyncGenerator<Iterable<Row>> {
  for (let at = start; at < end; at += rowsOfPage) {
    yield selectedRows(tab, { start: at, end: Math.min(at + rowsOfPage, end), columns });
    // A cancel reaches this process between two pages
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function amountOf({ rows, bytes }: ExportProgress): string {
  const size = bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
  return `${rows.toLocaleString('en-US')} ${rows === 1 ? 'row' : 'rows'}, ${size}`;
}
