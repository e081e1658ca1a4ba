import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import type { Ask } from '../../../server/src/connection/answer.js';
import type { Profile } from '../../../server/src/connection/profile.js';
import { sandboxName } from '../../../server/src/connection/sandbox.js';
import type { Session } from '../../../server/src/connection/session.js';
import { effectOf } from '../../../server/src/core/semantics/effect.js';
import type { Connections, OpenedConnection } from '../connection/connections.js';
import { connectionUri } from '../connection/decorations.js';
import { savedProfiles } from '../connection/savedProfiles.js';
import type { Finished } from '../runner/watched.js';

import { actionsOf, nameOf } from './subject.js';
import { connectionNode, failureNode, type TreeConnection, type TreeNode } from './tree.js';

/** The tree of connections, and what is on the servers of those that are open. */
export interface SchemaView extends vscode.Disposable {
  readonly refresh: () => void;
  /** Shows only objects whose name holds a text; all, if it is empty. */
  readonly filter: (text: string) => void;
  /** The text that `filter` was given last. */
  readonly filtered: () => string;
  /** The line that a command is for: what VS Code passes along, else what is selected. */
  readonly chosen: (given: unknown) => TreeNode | undefined;
  /** The connections that are open, that of the document in front first. */
  readonly roots: () => readonly TreeNode[];
  /** Opens what is around the line with this id, and selects it. */
  readonly reveal: (id: string) => Promise<void>;
}

/** What a change of the connection is measured by. */
interface Shown {
  readonly sessions: readonly Session[];
  readonly summary: string;
}

interface Options {
  readonly connections: Connections;
  readonly open: () => readonly OpenedConnection[];
  readonly onDidFinish: vscode.Event<Finished>;
  /** Called whenever a schema may be another one: of these connections, or of all. */
  readonly refreshed: (stale: ReadonlySet<string> | undefined) => void;
  readonly log: vscode.LogOutputChannel;
}

const viewId = 'dsql.schema';

export function showSchema({ connections, open, onDidFinish, refreshed, log }: Options): SchemaView {
  const changed = new vscode.EventEmitter<undefined>();
  let shown: Shown = { sessions: [], summary: '' };
  let timer: NodeJS.Timeout | undefined;
  let filter = '';
  /** The connections on which DDL has run that the language server was not told of; undefined for all. */
  let stale: Set<string> | undefined;
  /** When the first statement ran that the tree does not show yet. */
  let staleSince: number | undefined;

  const connectionsNow = (): readonly TreeConnection[] => {
    const current = connections.current();
    const all = connections.all();
    const opened = new Set(open().map(({ session }) => session));
    const { profiles } = savedProfiles();
    const names = [...profiles.map(({ name }) => name)];
    if (names.length > 0 || current?.name === sandboxName || all.some(({ name }) => name === sandboxName))
      names.push(sandboxName);
    return [...new Set(names)].map((name) => {
      const session = all.find((one) => one.name === name)?.session;
      const profile = session?.target.profile ?? profiles.find((one) => one.name === name);
      return {
        name,
        place: profile ? placeOf(profile) : 'A look-alike of Aurora DSQL on this computer',
        color: profile?.color,
        state: stateOf(session, session !== undefined && opened.has(session)),
        filter,
        ask: asking(session),
      };
    });
  };

  const refresh = () => {
    clearTimeout(timer);
    staleSince = undefined;
    shown = shownNow();
    void vscode.commands.executeCommand('setContext', 'dsql.isConnected', open().length > 0);
    changed.fire(undefined);
    if (stale?.size !== 0) refreshed(stale);
    stale = new Set();
  };

  const refreshAll = () => {
    stale = undefined;
    refresh();
  };

  const refreshSoon = () => {
    staleSince ??= Date.now();
    clearTimeout(timer);
    timer = setTimeout(refresh, Math.min(pause, Math.max(0, staleSince + longestPause - Date.now())));
  };

  const shownNow = (): Shown => ({
    sessions: open().map(({ session }) => session),
    summary: JSON.stringify(
      connectionsNow().map(({ name, place, color, state }) => [name, place, color, state]),
    ),
  });

  const roots = (): readonly TreeNode[] => {
    const isInFront = ({ name }: TreeConnection) => connections.current()?.name === name;
    return connectionsNow()
      .filter(({ state }) => state === 'open')
      .sort((one, other) => Number(isInFront(other)) - Number(isInFront(one)))
      .map(connectionNode);
  };

  const childrenOf = async (node: TreeNode): Promise<readonly TreeNode[]> => {
    try {
      return await node.children();
    } catch (error) {
      log.error(`"${node.label}" could not be read.`, error);
      return [failureNode(node, error instanceof Error ? error.message : String(error))];
    }
  };

  const view = vscode.window.createTreeView<TreeNode>(viewId, {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getTreeItem: itemOf,
      getParent: ({ parent }) => parent,
      getChildren: async (node) => [
        ...(node ? await childrenOf(node) : connectionsNow().map(connectionNode)),
      ],
    },
    showCollapseAll: true,
    // A name that is dragged into an editor stands there as SQL takes it.
    dragAndDropController: {
      dropMimeTypes: [],
      dragMimeTypes: ['text/plain'],
      handleDrag: (nodes, data) => {
        const names = nodes.flatMap(({ subject }) => nameOf(subject) ?? []);
        data.set('text/plain', new vscode.DataTransferItem(names.join(', ')));
      },
    },
  });

  const subscriptions = vscode.Disposable.from(
    changed,
    view,
    // A session tells of every statement: only another state is news here.
    connections.onDidChange(() => {
      if (isDeepStrictEqual(shownNow(), shown)) return;
      refresh();
      // What has been opened or left is found there
      refreshed(new Set());
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('dsql.connections')) refreshAll();
    }),
    onDidFinish(({ sql, connection }) => {
      const change = changeOf(sql);
      if (change === 'schema' && connection !== undefined) stale?.add(connection);
      if (change !== 'none') refreshSoon();
    }),
    { dispose: () => clearTimeout(timer) },
  );
  refresh();

  return {
    refresh: refreshAll,
    filtered: () => filter,
    filter: (text) => {
      filter = text;
      view.description = text === '' ? '' : `filter: ${text}`;
      void vscode.commands.executeCommand('setContext', 'dsql.isSchemaFiltered', text !== '');
      changed.fire(undefined);
    },
    roots,
    chosen: (given) => (isNode(given) ? given : view.selection[0]),
    reveal: async (id) => {
      let node = roots().find((one) => id.startsWith(`${one.id}/`));
      while (node && node.id !== id) {
        const below: readonly TreeNode[] = await childrenOf(node);
        node = below.find((child) => child.id === id || id.startsWith(`${child.id}/`));
      }
      if (!node) throw new Error('It no longer exists: the schema has changed.');
      await view.reveal(node, { select: true, focus: true, expand: node.opening !== 'leaf' });
    },
    dispose: () => subscriptions.dispose(),
  };
}

/** What of the tree may look different afterwards. A COMMIT may bring DDL that ran before it, ANALYZE counts rows. */
function changeOf(sql: string): 'schema' | 'rows' | 'none' {
  const { kind, changes, transaction } = effectOf(sql);
  if (changes === 'schema' || changes === 'unknown' || transaction === 'commit') return 'schema';
  return changes === 'rows' || kind === 'VacuumStmt' ? 'rows' : 'none';
}

/** Milliseconds after a statement, and in all: a script refreshes now and then, and not with each of its statements. */
const pause = 300;
const longestPause = 3_000;

function itemOf(node: TreeNode): vscode.TreeItem {
  const item = new vscode.TreeItem(node.label, openings[node.opening]);
  item.id = node.id;
  item.description = node.description;
  item.tooltip = node.tooltip;
  item.iconPath = new vscode.ThemeIcon(
    node.icon.name,
    node.icon.color === undefined ? undefined : new vscode.ThemeColor(node.icon.color),
  );
  item.contextValue = [node.subject.kind, ...actionsOf(node.subject)].join(' ');
  item.accessibilityInformation = { label: node.spoken };
  if (node.subject.kind === 'connection') item.resourceUri = connectionUri(node.subject.name);
  if (node.subject.kind === 'connection' && !node.subject.isOpen)
    item.command = { command: 'dsql.useConnection', title: 'Connect', arguments: [node] };
  return item;
}

const openings = {
  leaf: vscode.TreeItemCollapsibleState.None,
  closed: vscode.TreeItemCollapsibleState.Collapsed,
  open: vscode.TreeItemCollapsibleState.Expanded,
} as const;

const isNode = (given: unknown): given is TreeNode =>
  typeof given === 'object' && given !== null && 'subject' in given && 'children' in given;

function stateOf(session: Session | undefined, isOpen: boolean): TreeConnection['state'] {
  if (!session) return 'closed';
  if (isOpen) return 'open';
  return session.phase() === 'closed' ? 'closed' : 'opening';
}

const asking =
  (session: Session | undefined): Ask =>
  async (sql, values) => {
    if (!session) throw new Error('There is no connection.');
    return await session.query(sql, values);
  };

const placeOf = ({ user, endpoint, readOnly, production }: Profile): string =>
  [
    `${user} on ${endpoint.address}`,
    ...(production ? ['Production'] : []),
    ...(readOnly ? ['Read-only'] : []),
  ].join('\n');
