import type { StatementSource } from '../../../server/src/running/source.js';
import type { Run, RunEntry } from './runs.js';
import { cellsOf, hasEdits, type MutableTab, newTab, type Tab } from './tab.js';

/** All tabs, and which of them are in sight. */
export interface Shelf {
  readonly all: () => readonly MutableTab[];
  readonly find: (id: number) => MutableTab | undefined;
  /** The tabs of the group that is shown, and the pinned ones of others. */
  readonly visible: () => readonly MutableTab[];
  /** What the strip shows: a run of several statements is one entry. */
  readonly entries: () => readonly RunEntry[];
  /** The statement in front; undefined where there is none, or the list of a run is in front. */
  readonly selected: () => MutableTab | undefined;
  /** The run whose list is in front. */
  readonly listed: () => Run | undefined;
  /** The run that a tab is shown as a part of. */
  readonly runOf: (tab: Tab) => Run | undefined;
  readonly run: (id: number) => Run | undefined;
  /** The statements of a run that are listed. */
  readonly statementsOf: (run: number) => readonly MutableTab[];
  readonly openRun: (of: Omit<Run, 'id' | 'isOver'>) => Run;
  /** A run of earlier, under the id that it had. */
  readonly keepRun: (run: Run) => void;
  readonly endRun: (id: number) => void;
  /** A run of the group was refused, for a reason. */
  readonly refuse: (group: string, reason: string) => void;
  /** Why the group that is shown is of an earlier run. */
  readonly refusal: () => string | undefined;
  /** The group that is shown. */
  readonly group: () => string | undefined;
  /** Statements of the group that is shown that lost their tabs to newer ones. */
  readonly omitted: () => number;
  /** Shows a group, with one of its tabs in front. */
  readonly show: (group: string, id: number) => void;
  /** The tab of a group that was selected last. */
  readonly lastSelected: (group: string) => number | undefined;
  readonly open: (
    of: Pick<Tab, 'group' | 'title' | 'connection' | 'color' | 'place' | 'began'>,
    source: StatementSource,
  ) => MutableTab;
  readonly remove: (isUnwanted: (tab: Tab) => boolean) => void;
  /** Makes room for another run of a group. Pinned and edited tabs stay. */
  readonly renew: (group: string) => void;
  /** A script may hold thousands of statements, most of which have nothing to show once they are done. */
  readonly omitOldest: (group: string) => void;
  /** Shows the newest group. */
  readonly showNewest: () => void;
  /** Releases the results that were viewed longest ago, until the rest fits. */
  readonly makeRoom: (maxCells: number) => void;
}

/** `firstId`: the ids of tabs go up from here. */
export function createShelf(firstId: number): Shelf {
  let tabs: MutableTab[] = [];
  let nextId = firstId;
  let shownGroup: string | undefined;
  /** The selected tab of each group, the one that was selected last at the end. */
  const selections = new Map<string, number>();
  /** Statements without a tab, by group. */
  const omissions = new Map<string, number>();
  const runs = new Map<number, Run>();
  /** Why the last run was refused, by group. */
  const refusals = new Map<string, string>();

  const isVisible = (tab: Tab) => tab.group === shownGroup || tab.isPinned;
  const visible = () => tabs.filter(isVisible);
  const showNewest = () => {
    shownGroup = tabs.at(-1)?.group;
  };
  const selection = () => (shownGroup === undefined ? undefined : selections.get(shownGroup));
  /** What is pinned has a tab of its own. */
  const runOf = ({ place, isPinned }: Tab) => (place && !isPinned ? runs.get(place.run) : undefined);
  const listed = () => {
    const run = runs.get(selection() ?? -1);
    return run && visible().some((tab) => runOf(tab) === run) ? run : undefined;
  };

  return {
    all: () => tabs,
    find: (id) => tabs.find((tab) => tab.id === id),
    visible,
    entries: () => {
      const entries = new Map<number, RunEntry>();
      for (const tab of visible()) {
        const run = runOf(tab);
        const id = run?.id ?? tab.id;
        entries.set(id, { id, run, tabs: [...(entries.get(id)?.tabs ?? []), tab] });
      }
      return [...entries.values()];
    },
    selected: () => {
      if (listed()) return undefined;
      const shown = visible();
      return shown.find((tab) => tab.id === selection()) ?? shown.at(-1);
    },
    listed,
    runOf,
    run: (id) => runs.get(id),
    statementsOf: (run) => tabs.filter(({ place }) => place?.run === run),
    openRun: (of) => {
      const run = { ...of, id: nextId++, isOver: false };
      runs.set(run.id, run);
      return run;
    },
    keepRun: (run) => void runs.set(run.id, run),
    endRun: (id) => {
      const run = runs.get(id);
      if (run) runs.set(id, { ...run, isOver: true });
    },
    refuse: (group, reason) => {
      if (tabs.some((tab) => tab.group === group)) refusals.set(group, reason);
    },
    refusal: () => (shownGroup === undefined ? undefined : refusals.get(shownGroup)),
    group: () => shownGroup,
    omitted: () => (shownGroup === undefined ? 0 : (omissions.get(shownGroup) ?? 0)),
    show: (group, id) => {
      shownGroup = group;
      selections.delete(group);
      selections.set(group, id);
    },
    lastSelected: (group) => selections.get(group),
    open: (of, source) => {
      const tab = newTab({ ...of, id: nextId++, source });
      tabs.push(tab);
      return tab;
    },
    remove: (isUnwanted) => {
      tabs = tabs.filter((tab) => !isUnwanted(tab));
      for (const { id } of runs.values()) if (!tabs.some(({ place }) => place?.run === id)) runs.delete(id);
      if (!tabs.some(isVisible)) showNewest();
    },
    renew: (group) => {
      tabs = tabs.filter((tab) => tab.group !== group || tab.isPinned || hasEdits(tab));
      omissions.delete(group);
      refusals.delete(group);
      for (const run of runs.values()) if (run.group === group) runs.delete(run.id);
    },
    omitOldest: (group) => {
      const dull = dullIn(tabs.filter((tab) => tab.group === group));
      if (!dull) return;
      tabs = tabs.filter((tab) => tab !== dull);
      omissions.set(group, (omissions.get(group) ?? 0) + 1);
    },
    showNewest,
    makeRoom: (maxCells) => {
      const recent = [...selections.keys()];
      const age = (tab: Tab) => recent.indexOf(tab.group);
      const candidates = tabs
        .filter((tab) => !isVisible(tab) && mayGo(tab))
        .sort((one, other) => age(one) - age(other) || one.id - other.id);
      let cells = tabs.reduce((sum, tab) => sum + cellsOf(tab), 0);
      for (const tab of candidates) {
        if (cells <= maxCells) return;
        cells -= cellsOf(tab);
        Object.assign(tab, { state: 'gone', rows: [], order: undefined, more: undefined, loss: letGo });
        tab.orderNumber++;
      }
    },
  };
}

const mostTabs = 100;

/** The oldest tab of many that has nothing to show. */
const dullIn = (tabs: readonly MutableTab[]): MutableTab | undefined =>
  tabs.length <= mostTabs
    ? undefined
    : tabs.find(
        ({ state, columns, notices, isPinned }) =>
          state === 'done' && columns.length === 0 && notices.length === 0 && !isPinned,
      );

const mayGo = (tab: Tab): boolean =>
  tab.state !== 'running' && !tab.isLoading && tab.rows.length > 0 && !hasEdits(tab);

const letGo = 'The rows were discarded to save memory: run the statement again to see them.';
