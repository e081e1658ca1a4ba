import * as vscode from 'vscode';
import { converse } from './conversation.js';
import { exportRows } from './exportRows.js';
import { providePanel } from './panel.js';
import { showInEditor } from './showInEditor.js';
import type { ResultsSink, StatementSource } from './sink.js';
import { createTabs } from './tabs.js';

/** The results panel: takes what statements answer and shows it. */
export interface Results extends ResultsSink, vscode.Disposable {
  /** The person wants a statement run again. */
  readonly onDidAskToRun: vscode.Event<StatementSource>;
}

/** Some gigabyte of short texts. */
const maxCells = 20_000_000;

export function createResults(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): Results {
  const askedToRun = new vscode.EventEmitter<StatementSource>();

  /** The error boundary around what the view asks for. */
  const attempt = (action: () => PromiseLike<unknown>) => {
    Promise.resolve(action()).catch((error: unknown) => {
      log.error('The results panel could not do what it was asked for.', error);
      void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
    });
  };

  const tabs = createTabs({
    onChange: () => conversation.changed(),
    onRun: () => panel.reveal(),
    onEnd: () => undefined,
    maxCells,
    pause: () => new Promise((resolve) => setImmediate(resolve)),
  });
  const conversation = converse(
    tabs,
    (message) => panel.post(message),
    {
      copy: (text) => attempt(() => vscode.env.clipboard.writeText(text)),
      exportRows: (tab, format, selection) => attempt(() => exportRows(tabs, tab, format, selection)),
      showInEditor: (tab) => attempt(() => showInEditor(tab)),
      runAgain: ({ source }) => askedToRun.fire(source),
      more: ({ id }) => attempt(() => tabs.loadMore(id)),
    },
    (callback) => setTimeout(callback, frame),
  );
  const panel = providePanel('dsql.results', context.extensionUri, conversation.hear);

  const followEditor = vscode.window.onDidChangeActiveTextEditor((editor) => {
    if (editor) tabs.showGroup(editor.document.uri.toString());
  });
  const subscriptions = vscode.Disposable.from(askedToRun, panel, followEditor);

  return {
    run: tabs.sink.run,
    onDidAskToRun: askedToRun.event,
    dispose: () => subscriptions.dispose(),
  };
}

/** Milliseconds in which changes are gathered before the view hears of them. */
const frame = 16;
