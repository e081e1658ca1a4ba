import * as vscode from 'vscode';
import { inLabel } from '../shownText.js';
import { type HistoryEntry, historyFrom, type NewEntry, remembered, timeOf } from './history.js';
import { beginningOf } from './tabLabel.js';

/** The statements that were run in this workspace, as a list beside the results. */
export interface StatementHistory extends vscode.Disposable {
  /** Whether the setting lets anything be remembered. */
  readonly isOn: () => boolean;
  readonly add: (entry: NewEntry) => void;
  /** The entry that a command of the list was called with. */
  readonly find: (argument: unknown) => HistoryEntry;
  readonly remove: (entry: HistoryEntry) => void;
  readonly clear: () => void;
  /** Lets the person search; answers what they chose, and whether it is to run at once. */
  readonly pick: () => Promise<{ readonly entry: HistoryEntry; readonly runs: boolean } | undefined>;
}

const key = 'dsql.history';

export function createHistory(view: string, memory: vscode.Memento): StatementHistory {
  const changed = new vscode.EventEmitter<void>();
  const isOn = () => vscode.workspace.getConfiguration('dsql').get<unknown>('history') !== false;
  let entries = isOn() ? historyFrom(memory.get<unknown>(key)) : [];

  // A script runs statements faster than a list needs to be drawn
  let isPlanned = false;
  const keep = (kept: readonly HistoryEntry[]) => {
    if (kept === entries) return;
    entries = kept;
    if (isPlanned) return;
    isPlanned = true;
    setTimeout(() => {
      isPlanned = false;
      void memory.update(key, entries.length > 0 ? entries : undefined);
      changed.fire();
      showEmptiness();
    }, 200);
  };

  const tree = vscode.window.createTreeView(view, {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: (parent?: HistoryEntry) => (parent ? [] : [...entries]),
      getTreeItem: itemOf,
    },
  });
  const showEmptiness = () => {
    const isEmpty = 'Statements that you run are listed here. Their results are not kept.';
    const isOff = 'The setting dsql.history is off: nothing is remembered.';
    tree.message = isOn() ? (entries.length === 0 ? isEmpty : '') : isOff;
  };
  showEmptiness();

  const setting = vscode.workspace.onDidChangeConfiguration((event) => {
    if (!event.affectsConfiguration('dsql.history')) return;
    if (!isOn()) keep([]);
    showEmptiness();
  });
  const subscriptions = vscode.Disposable.from(changed, tree, setting);

  return {
    isOn,
    add: (entry) => {
      if (isOn()) keep(remembered(entries, entry));
    },
    find: (argument) => {
      const [selected] = tree.selection;
      const wanted = argument ?? selected;
      const found = entries.find((one) => one === wanted);
      if (!found) throw new Error('Choose a statement of the history first.');
      return found;
    },
    remove: (entry) => keep(entries.filter((one) => one !== entry)),
    clear: () => keep([]),
    pick: () => pick(entries),
    dispose: () => subscriptions.dispose(),
  };
}

function itemOf({ sql, title, time, outcome, hasFailed }: HistoryEntry): vscode.TreeItem {
  const item = new vscode.TreeItem(beginningOf(sql, 26));
  item.description = `${timeOf(time, Date.now())} · ${title} · ${outcome}`;
  item.tooltip = new vscode.MarkdownString()
    .appendCodeblock(sql.slice(0, 2_000), 'sql')
    .appendText(item.description);
  item.iconPath = hasFailed
    ? new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'))
    : new vscode.ThemeIcon('pass');
  item.contextValue = 'statement';
  return item;
}

const runButton: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('play'), tooltip: 'Run again' };

function pick(
  entries: readonly HistoryEntry[],
): Promise<{ readonly entry: HistoryEntry; readonly runs: boolean } | undefined> {
  const quickPick = vscode.window.createQuickPick<vscode.QuickPickItem & { readonly entry: HistoryEntry }>();
  quickPick.title = 'History of statements';
  quickPick.placeholder = 'Search, then Enter opens the statement in an editor';
  quickPick.matchOnDescription = true;
  quickPick.matchOnDetail = true;
  quickPick.items = entries.map((entry) => ({
    entry,
    label: `$(${entry.hasFailed ? 'error' : 'pass'}) ${inLabel(entry.sql.replace(/\s+/g, ' ').slice(0, 200))}`,
    detail: `${timeOf(entry.time, Date.now())} · ${entry.title} · ${entry.outcome}`,
    buttons: [runButton],
  }));
  return new Promise((resolve) => {
    const end = (entry: HistoryEntry | undefined, runs: boolean) => {
      resolve(entry && { entry, runs });
      quickPick.dispose();
    };
    quickPick.onDidAccept(() => end(quickPick.selectedItems[0]?.entry, false));
    quickPick.onDidTriggerItemButton(({ item }) => end(item.entry, true));
    quickPick.onDidHide(() => end(undefined, false));
    quickPick.show();
  });
}
