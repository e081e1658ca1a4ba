import * as vscode from 'vscode';
import type { Difference } from '../../../server/src/core/catalog/difference/step.js';
import { commandName } from '../manifest.js';
import { groupsOf, lineOf } from './differenceText.js';

/** The view of what differs between a folder of migrations and a cluster. */
export interface DifferencesView extends vscode.Disposable {
  /** Shows them, with what they are of. */
  readonly show: (differences: readonly Difference[], connection: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

type Node =
  | { readonly kind: 'group'; readonly label: string; readonly differences: readonly Difference[] }
  | { readonly kind: 'difference'; readonly difference: Difference };

const viewId = 'dsql.differences';

export function showDifferences(): DifferencesView {
  const changed = new vscode.EventEmitter<undefined>();
  let groups: readonly Node[] = [];
  const view = vscode.window.createTreeView<Node>(viewId, {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: (node) =>
        node === undefined
          ? [...groups]
          : node.kind === 'group'
            ? node.differences.map((difference) => ({ kind: 'difference', difference }))
            : [],
      getTreeItem: itemOf,
    },
  });
  const become = async (next: readonly Node[]) => {
    groups = next;
    await vscode.commands.executeCommand('setContext', 'dsql.hasDifferences', next.length > 0);
    changed.fire(undefined);
  };
  return {
    async show(differences, connection) {
      await become(groupsOf(differences, connection).map((group) => ({ kind: 'group', ...group })));
      await vscode.commands.executeCommand(`${viewId}.focus`);
    },
    close: () => become([]),
    dispose: () => vscode.Disposable.from(view, changed).dispose(),
  };
}

const icons = { missing: 'diff-added', extra: 'diff-removed', different: 'diff-modified' } as const;

function itemOf(node: Node): vscode.TreeItem {
  if (node.kind === 'group') {
    const item = new vscode.TreeItem(node.label, vscode.TreeItemCollapsibleState.Expanded);
    item.description = String(node.differences.length);
    return item;
  }
  const { difference } = node;
  const { label, description, tooltip } = lineOf(difference);
  const item = new vscode.TreeItem(label);
  item.description = description;
  item.tooltip = tooltip;
  item.iconPath = new vscode.ThemeIcon(icons[difference.kind]);
  item.command = {
    command: commandName('openDifference'),
    title: 'Show difference',
    arguments: [difference.object],
  };
  return item;
}
