import * as vscode from 'vscode';
import type { StatementSource } from '../../../server/src/running/source.js';
import { ask } from '../asking/ask.js';
import { always } from '../asking/standing.js';
import type { ErrorBoundary } from '../errorBoundary.js';
import { sentSql } from '../explain/explainSql.js';
import { resultsFocus } from '../manifest.js';
import { converse } from './conversation.js';
import { createEditing, type RowEditor } from './editing.js';
import { exportRows } from './exportRows.js';
import type { HistoryEntry } from './history.js';
import { createHistory } from './historyView.js';
import { memoriesFrom, memoriesOf } from './memory.js';
import { providePanel } from './panel.js';
import type { Remedy } from './remedies.js';
import { showInEditor } from './showInEditor.js';
import type { ResultsSink } from './sink.js';
import type { Tab } from './tab.js';
import { createTabs } from './tabs.js';

/** The results panel: takes what statements answer and shows it. */
export interface Results extends ResultsSink, vscode.Disposable {
  /** The person wants a statement run again. */
  readonly onDidAskToRun: vscode.Event<StatementSource>;
  /** The person wants something done about a failure. */
  readonly onDidAskForRemedy: vscode.Event<AskedRemedy>;
  /** The person wants the run to end. */
  readonly onDidAskToCancel: vscode.Event<AskedCancel>;
  readonly show: () => void;
  /** Shows the panel, with the caret in the filter of its rows. */
  readonly find: () => void;
  readonly history: HistoryActions;
}

/** A remedy, and the statement that failed. */
export interface AskedRemedy {
  readonly remedy: Remedy;
  readonly source: StatementSource;
}

/** What is running in the tab in front. */
export interface AskedCancel {
  readonly isInBatches: boolean;
  readonly connection: string | undefined;
}

/** What commands do with the history; `argument`: what VS Code called them with. */
export interface HistoryActions {
  readonly search: () => Promise<void>;
  readonly runAgain: (argument: unknown) => void;
  readonly open: (argument: unknown) => Promise<void>;
  readonly copy: (argument: unknown) => Promise<void>;
  readonly remove: (argument: unknown) => void;
  readonly clear: () => Promise<void>;
}

/** Some hundreds of megabytes of short texts. */
const maxCells = 8_000_000;

/** `editor`: who saves rows; without one they cannot be edited. */
export function createResults(
  context: vscode.ExtensionContext,
  boundary: ErrorBoundary,
  editor?: RowEditor,
): Results {
  const askedToRun = new vscode.EventEmitter<StatementSource>();
  const askedForRemedy = new vscode.EventEmitter<AskedRemedy>();
  const askedToCancel = new vscode.EventEmitter<AskedCancel>();

  const attempt = (action: () => unknown) =>
    boundary.attempt('The results panel could not carry out the request.', action);

  const tabs = createTabs({
    onChange: (tab) => {
      conversation.changed();
      if (!tab) rememberSoon();
    },
    onRun: () => panel.reveal(),
    onEnd: (tab) => {
      const { source, title, connection } = tab;
      const { isInBatches, parameters } = source;
      const time = Date.now();
      history.add({
        ...ending(tab),
        sql: sentSql(source),
        title,
        connection,
        time,
        isInBatches,
        parameters,
      });
    },
    // Another number than in the sessions before: the view keeps how each tab was arranged
    firstId: Date.now(),
    maxCells,
    now: Date.now,
    pause: () => new Promise((resolve) => setImmediate(resolve)),
  });
  const editing =
    editor &&
    createEditing(tabs, editor, ({ title, connection }, { sql, rows, time }) => {
      const outcome = `saved ${rows.toLocaleString('en-US')} ${rows === 1 ? 'row' : 'rows'} in ${Math.round(time)} ms`;
      history.add({ sql, title, connection, time: Date.now(), outcome, hasFailed: false });
    });
  const conversation = converse(
    tabs,
    (message) => panel.post(message),
    {
      copy: (text) => attempt(() => vscode.env.clipboard.writeText(text)),
      exportRows: (tab, format, selection) => attempt(() => exportRows(tabs, tab, format, selection)),
      showInEditor: (tab) => attempt(() => showInEditor(tab)),
      runAgain: ({ source, connection }) => askedToRun.fire({ ...source, connection }),
      remedy: ({ source, connection }, remedy) =>
        askedForRemedy.fire({ remedy, source: { ...source, connection } }),
      cancel: ({ source, connection }) =>
        askedToCancel.fire({ isInBatches: source.isInBatches === true, connection }),
      focused: setFocused,
      more: ({ id }) => attempt(() => tabs.loadMore(id)),
      close: (unwanted) => {
        if (editing) attempt(() => editing.close(unwanted));
        else for (const { id } of unwanted) tabs.close(id);
      },
      ...(editing && {
        edit: (tab, message) => attempt(() => editing.edit(tab, message)),
        notEditable: editor.refusal,
      }),
    },
    (callback) => setTimeout(callback, frame),
    Date.now,
  );
  const history = createHistory('dsql.history', context.workspaceState);
  const panel = providePanel('dsql.results', context.extensionUri, conversation.receive, () =>
    setFocused(false),
  );

  let isRemembering = false;
  function rememberSoon(): void {
    if (isRemembering) return;
    isRemembering = true;
    setTimeout(() => {
      isRemembering = false;
      void context.workspaceState.update(
        memoryKey,
        history.isOn() ? memoriesOf(tabs.all(), tabs.runOf) : undefined,
      );
    }, pauseOfMemory);
  }
  tabs.restore(memoriesFrom(context.workspaceState.get<unknown>(memoryKey)));

  const runAgain = (entry: HistoryEntry) => {
    if (entry.isCut) throw new Error('The history holds only the beginning of this statement.');
    const { sql, isInBatches, parameters, connection } = entry;
    askedToRun.fire({ sql, at: undefined, isInBatches, parameters, connection });
  };
  const open = async ({ sql }: HistoryEntry) => {
    await vscode.window.showTextDocument(
      await vscode.workspace.openTextDocument({ language: 'sql', content: sql }),
    );
  };

  const followEditor = vscode.window.onDidChangeActiveTextEditor((editor) => {
    if (editor) tabs.showGroup(editor.document.uri.toString());
  });
  const subscriptions = vscode.Disposable.from(
    askedToRun,
    askedForRemedy,
    askedToCancel,
    history,
    panel,
    followEditor,
  );

  return {
    run: tabs.sink.run,
    refused: tabs.sink.refused,
    onDidAskToRun: askedToRun.event,
    onDidAskForRemedy: askedForRemedy.event,
    onDidAskToCancel: askedToCancel.event,
    show: () => panel.reveal(),
    find: () => {
      panel.focus();
      panel.post({ type: 'find' });
    },
    history: {
      search: async () => {
        const choice = await history.pick();
        if (choice?.runs) runAgain(choice.entry);
        else if (choice) await open(choice.entry);
      },
      runAgain: (argument) => runAgain(history.find(argument)),
      open: (argument) => open(history.find(argument)),
      copy: async (argument) => vscode.env.clipboard.writeText(history.find(argument).sql),
      remove: (argument) => history.remove(history.find(argument)),
      clear: async () => {
        const message = 'Clear the history of statements in this workspace?';
        if (await ask({ message, answers: ['Forget'], standing: always })) history.clear();
      },
    },
    dispose: () => subscriptions.dispose(),
  };
}

/** VS Code asks this before it takes Ctrl+F for the editor. */
const setFocused = (isFocused: boolean) =>
  void vscode.commands.executeCommand('setContext', resultsFocus, isFocused);

/** Milliseconds in which changes of the tabs are gathered before they are kept. */
const pauseOfMemory = 300;

const memoryKey = 'dsql.results';

function ending({ outcome, failure }: Tab): { readonly outcome: string; readonly hasFailed: boolean } {
  if (outcome) return { outcome: `${outcome.tag} in ${Math.round(outcome.time)} ms`, hasFailed: false };
  return { outcome: failure?.isCanceled ? 'canceled' : (failure?.message ?? 'failed'), hasFailed: true };
}

/** Milliseconds in which changes are gathered before the view is told of them. */
const frame = 25;
