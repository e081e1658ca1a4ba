import * as vscode from 'vscode';
import type { Session } from '../../../server/src/connection/session.js';
import { isRunning } from '../../../server/src/running/job.js';
import { endText } from '../../../server/src/running/jobEnd.js';
import { hasEnded, parseTracked, type Tracked } from '../../../server/src/running/tracking.js';
import { offer } from '../asking/ask.js';
import { always } from '../asking/standing.js';
import type { Connections, OpenedConnection } from '../connection/connections.js';
import type { Finished } from '../runner/watched.js';
import { followJobs, type JobFollower, type OtherJob } from './followJobs.js';
import { type JobLine, leavesIndex, otherLine, trackedLine } from './jobText.js';

/** The view of jobs, and the words when one ends. */
export interface Jobs extends vscode.Disposable {
  readonly look: () => void;
  /** The job that a command is for: what VS Code passes along, else what is selected. */
  readonly chosen: (given: unknown) => ShownJob | undefined;
  readonly dismiss: (job: ShownJob) => void;
  readonly dismissEnded: () => void;
}

export type ShownJob =
  | { readonly kind: 'tracked'; readonly tracked: Tracked }
  | ({ readonly kind: 'other' } & OtherJob);

interface Options {
  readonly connections: Connections;
  readonly open: () => readonly OpenedConnection[];
  readonly onDidFinish: vscode.Event<Finished>;
  /** Remembers the jobs of this workspace. */
  readonly memory: vscode.Memento;
  /** A job has ended: what it worked on may look different now. */
  readonly onEnd: () => void;
  readonly log: vscode.LogOutputChannel;
}

const viewId = 'dsql.jobs';
const memoryKey = 'jobs';

export function showJobs({ connections, open, onDidFinish, memory, onEnd, log }: Options): Jobs {
  const changed = new vscode.EventEmitter<undefined>();
  const follower: JobFollower = followJobs({
    kept: parseTracked(memory.get(memoryKey)),
    keep: (tracked) => void memory.update(memoryKey, tracked),
    connections: () => open().map(({ name, session }) => ({ name, ask: session.query })),
    isWatched: () => view.visible,
    changed: () => show(),
    ended: (tracked) => {
      onEnd();
      void tell(tracked);
    },
    log: (text) => log.warn(text),
    now: Date.now,
    later: (callback, delay) => {
      const timer = setTimeout(callback, delay);
      return { dispose: () => clearTimeout(timer) };
    },
  });

  const all = (): readonly ShownJob[] => [
    ...follower.tracked().map((tracked) => ({ kind: 'tracked' as const, tracked })),
    ...follower.others().map((other) => ({ kind: 'other' as const, ...other })),
  ];

  const view = vscode.window.createTreeView<ShownJob>(viewId, {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getTreeItem: itemOf,
      getChildren: (job) => (job ? [] : [...all()]),
    },
  });

  const show = () => {
    const count = follower.tracked().filter((one) => !hasEnded(one)).length;
    view.badge =
      count > 0 ? { value: count, tooltip: `${count} ${count === 1 ? 'job runs' : 'jobs run'}` } : undefined;
    changed.fire(undefined);
  };

  let lookedAt: ReadonlySet<Session> = new Set();
  const subscriptions = vscode.Disposable.from(
    changed,
    view,
    follower,
    onDidFinish(({ sql, jobs, connection }) => {
      if (connection !== undefined) for (const id of jobs) follower.track({ id, connection, sql });
    }),
    view.onDidChangeVisibility(({ visible }) => {
      if (visible) follower.look();
    }),
    connections.onDidChange(() => {
      const sessions = new Set(open().map(({ session }) => session));
      if ([...sessions].some((session) => !lookedAt.has(session))) follower.look();
      lookedAt = sessions;
    }),
  );

  return {
    look: follower.look,
    chosen: (given) => (isShownJob(given) ? given : view.selection[0]),
    dismiss: (job) => {
      if (job.kind === 'tracked') follower.dismiss(job.tracked.id);
    },
    dismissEnded: follower.dismissEnded,
    dispose: () => subscriptions.dispose(),
  };
}

/** The words at the end of a job, with what to do about a failure. */
async function tell(tracked: Tracked): Promise<void> {
  const end = endText(tracked);
  if (!end) return;
  if (!end.isBad) {
    await offer({ message: end.text, answers: [], standing: always });
    return;
  }
  const answers = leavesIndex(tracked) ? ['Show duplicates', 'Drop index'] : [];
  const shown: ShownJob = { kind: 'tracked', tracked };
  // Both look at the index again: it may be another one by then
  const choice = await offer({ severity: 'error', message: end.text, answers, standing: always });
  if (choice === 'Drop index') await vscode.commands.executeCommand('dsql.dropJobIndex', shown);
  if (choice === 'Show duplicates') await vscode.commands.executeCommand('dsql.showDuplicates', shown);
}

function itemOf(shown: ShownJob): vscode.TreeItem {
  const line: JobLine =
    shown.kind === 'tracked' ? trackedLine(shown.tracked, Date.now()) : otherLine(shown.job, Date.now());
  const item = new vscode.TreeItem(line.label, vscode.TreeItemCollapsibleState.None);
  item.id = shown.kind === 'tracked' ? shown.tracked.id : shown.job.id;
  item.description = line.description;
  item.tooltip = line.tooltip;
  item.iconPath = new vscode.ThemeIcon(
    line.icon.name,
    line.icon.color === undefined ? undefined : new vscode.ThemeColor(line.icon.color),
  );
  item.contextValue = contextOf(shown);
  item.accessibilityInformation = { label: `job, ${line.label}, ${line.description}` };
  return item;
}

/** The words that the manifest's menus ask for. */
function contextOf(shown: ShownJob): string {
  if (shown.kind === 'other')
    return ['job', ...(shown.job.type === 'INDEX_BUILD' ? ['index'] : [])].join(' ');
  const { tracked } = shown;
  return [
    'job',
    ...(hasEnded(tracked) ? ['ended'] : []),
    ...(leavesIndex(tracked) ? ['index'] : []),
    ...(tracked.state === 'failed' && tracked.job?.type === 'INDEX_BUILD' ? ['failed'] : []),
    ...(tracked.job && isRunning(tracked.job) ? ['running'] : []),
  ].join(' ');
}

const isShownJob = (given: unknown): given is ShownJob =>
  typeof given === 'object' &&
  given !== null &&
  'kind' in given &&
  ((given.kind === 'tracked' && 'tracked' in given) || (given.kind === 'other' && 'job' in given));
