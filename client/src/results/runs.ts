import type { RunStepView, RunView, TabState, TabView } from './messages.js';
import type { Tab } from './tab.js';
import { labelOf, outcomeOf } from './tabLabel.js';

/** A run of several statements, which are one tab with a list. */
export interface Run {
  /** In the series of the tabs' ids. */
  readonly id: number;
  readonly group: string;
  /** What the document is called; undefined for statements of no document. */
  readonly file: string | undefined;
  /** Statements that were to be run. */
  readonly count: number;
  /** Milliseconds since 1970. */
  readonly began: number;
  readonly isOver: boolean;
}

/** What the strip shows as one: a run with its statements, or a statement. */
export interface RunEntry {
  readonly id: number;
  readonly run: Run | undefined;
  readonly tabs: readonly Tab[];
}

/** A run as the strip shows it. */
export function runTab(run: Run, tabs: readonly Tab[], now: number): TabView {
  const state = stateOf(run, tabs);
  const last = tabs.at(-1)?.place?.number ?? 0;
  const place = `${last} of ${Math.max(run.count, last)}`;
  const outcomes: Partial<Record<TabState, string>> = { running: place, failed: `failed at ${place}` };
  return {
    id: run.id,
    label: run.file === undefined ? 'Run' : `Run of ${run.file}`,
    outcome: outcomes[state] ?? `${run.count.toLocaleString('en-US')} statements`,
    state,
    isPinned: false,
    isRun: true,
    elapsed: state === 'running' ? Math.max(now - run.began, 0) : undefined,
  };
}

/** The list of a run. `omitted`: statements that were done and are not listed; `shown`: the one whose rows are shown. */
export const runView = (
  run: Run,
  tabs: readonly Tab[],
  omitted: number,
  shown: Tab | undefined,
): RunView => ({
  id: run.id,
  summary: summaryOf(run, tabs, omitted),
  steps: tabs.map(stepView),
  tab: shown?.id,
});

const stepView = (tab: Tab): RunStepView => ({
  tab: tab.id,
  number: tab.place?.number ?? 0,
  label: labelOf(tab, longestLabel),
  outcome: tab.failure?.isCanceled ? 'canceled' : (tab.failure?.message ?? outcomeOf(tab)),
  state: tab.state,
  rows: tab.outcome?.rows ?? (tab.columns.length > 0 ? tab.rows.length : undefined),
  time: tab.outcome?.time,
  notices: tab.notices,
  hasRows: tab.columns.length > 0,
});

const longestLabel = 300;

const stateOf = ({ isOver }: Run, tabs: readonly Tab[]): TabState => {
  if (!isOver) return 'running';
  return tabs.some(({ state }) => state === 'failed') ? 'failed' : 'done';
};

function summaryOf(run: Run, tabs: readonly Tab[], omitted: number): string {
  const last = tabs.at(-1)?.place?.number ?? 0;
  const count = Math.max(run.count, last);
  if (!run.isOver) return `Statement ${last} of ${count} is running.`;
  const failed = tabs.find(({ state }) => state === 'failed');
  const done = tabs.length - (failed ? 1 : 0) + omitted;
  const time = tabs.reduce((sum, { outcome }) => sum + (outcome?.time ?? 0), 0);
  const doneText = `${statements(done)} done in ${time < 1_000 ? `${Math.round(time)} ms` : `${(time / 1_000).toFixed(2)} s`}.`;
  const left = count - (failed?.place?.number ?? last);
  const leftText =
    left > 0 ? ` ${left === 1 ? '1 was' : `${left.toLocaleString('en-US')} were`} not run.` : '';
  const unlisted = omitted > 0 ? ` ${omitted.toLocaleString('en-US')} without rows are not listed.` : '';
  if (!failed) return `${doneText}${leftText}${unlisted}`;
  const end = failed.failure?.isCanceled ? 'was canceled' : 'failed';
  return `Statement ${failed.place?.number} of ${count} ${end}. ${doneText}${leftText}${unlisted}`;
}

const statements = (count: number): string =>
  count === 1 ? '1 statement' : `${count.toLocaleString('en-US')} statements`;
