import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import type { Ask } from '../../../server/src/connection/answer.js';
import type { Profile } from '../../../server/src/connection/profile.js';
import { sandboxName } from '../../../server/src/connection/sandbox.js';
import type { Session } from '../../../server/src/connection/session.js';
import { effectOf } from '../../../server/src/core/semantics/effect.js';
import type { Connections } from '../connection/connections.js';
import { savedProfiles } from '../connection/savedProfiles.js';
import type { Finished } from '../runner/watched.js';
import type { OpenConnection } from './openConnection.js';
import { actionsOf, nameOf } from './subject.js';
import { connectionNode, failureNode, type TreeConnection, type TreeNode } from './tree.js';

/** The tree of connections and what is on the server of the one in use. */
export interface SchemaView extends vscode.Disposable {
  readonly refresh: () => void;
  /** Shows only objects whose name holds a text; all, if it is empty. */
  readonly filter: (text: string) => void;
  /** The text that `filter` was given last. */
  readonly filtered: () => string;
  /** The line that a command is for: what VS Code passes along, else what is selected. */
  readonly chosen: (given: unknown) => TreeNode | undefined;
  /** The connection in use, once it is open. */
  readonly root: () => TreeNode | undefined;
  /** Opens what is around the line with this id, and selects it. */
  readonly reveal: (id: string) => Promise<void>;
}

/** What a change of the connection is measured by. */
interface Shown {
  readonly session: Session | undefined;
  readonly summary: string;
}

interface Options {
  readonly connections: Connections;
  readonly open: () => OpenConnection | undefined;
  readonly onDidFinish: vscode.Event<Finished>;
  /** Called whenever the schema may be another one. */
  readonly refreshed: () => void;
  readonly log: vscode.LogOutputChannel;
}

const viewId = 'dsql.schema';

export function showSchema({ connections, open, onDidFinish, refreshed, log }: Options): SchemaView {
  const changed = new vscode.EventEmitter<undefined>();
  let shown: Shown = { session: undefined, summary: '' };
  let timer: NodeJS.Timeout | undefined;
  let filter = '';
  /** Whether DDL has run that the language server was not told of. */
  let isSchemaStale = true;
  /** When the first statement ran that the tree does not show yet. */
  let staleSince: number | undefined;

  const connectionsNow = (): readonly TreeConnection[] => {
    const current = connections.current();
    const { profiles } = savedProfiles();
    const names = [...profiles.map(({ name }) => name)];
    if (names.length > 0 || current?.name === sandboxName) names.push(sandboxName);
    const isOpen = open() !== undefined;
    return [...new Set(names)].map((name) => {
      const session = current?.name === name ? current.session : undefined;
      const profile = session?.target.profile ?? profiles.find((one) => one.name === name);
      return {
        name,
        place: profile ? placeOf(profile) : 'An Aurora DSQL look-alike on this computer',
        color: profile?.color,
        state: stateOf(session, isOpen),
        filter,
        ask: asking(session),
      };
    });
  };

  const refresh = () => {
    clearTimeout(timer);
    staleSince = undefined;
    shown = shownNow();
    void vscode.commands.executeCommand('setContext', 'dsql.isConnected', root() !== undefined);
    changed.fire(undefined);
    if (isSchemaStale) refreshed();
    isSchemaStale = false;
  };

  const refreshAll = () => {
    isSchemaStale = true;
    refresh();
  };

  const refreshSoon = () => {
    staleSince ??= Date.now();
    clearTimeout(timer);
    timer = setTimeout(refresh, Math.min(pause, Math.max(0, staleSince + longestPause - Date.now())));
  };

  const shownNow = (): Shown => ({
    session: open()?.session,
    summary: JSON.stringify(
      connectionsNow().map(({ name, place, color, state }) => [name, place, color, state]),
    ),
  });

  const root = (): TreeNode | undefined => {
    const opened = connectionsNow().find(({ state }) => state === 'open');
    return opened && connectionNode(opened);
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
      if (!isDeepStrictEqual(shownNow(), shown)) refreshAll();
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('dsql.connections')) refreshAll();
    }),
    onDidFinish(({ sql }) => {
      const change = changeOf(sql);
      if (change === 'schema') isSchemaStale = true;
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
    root,
    chosen: (given) => (isNode(given) ? given : view.selection[0]),
    reveal: async (id) => {
      let node = root();
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
