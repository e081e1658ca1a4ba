import type { StatementSource } from '../../../server/src/running/source.js';
import { cellsOf, hasEdits, type MutableTab, newTab, type Tab } from './tab.js';

/** All tabs, and which of them are in sight. */
export interface Shelf {
  readonly all: () => readonly MutableTab[];
  readonly find: (id: number) => MutableTab | undefined;
  /** The tabs of the group that is shown, and the pinned ones of others. */
  readonly visible: () => readonly MutableTab[];
  readonly selected: () => MutableTab | undefined;
  /** The group that is shown. */
  readonly group: () => string | undefined;
  /** Statements of the group that is shown that lost their tabs to newer ones. */
  readonly omitted: () => number;
  /** Shows a group, with one of its tabs in front. */
  readonly show: (group: string, id: number) => void;
  /** The tab of a group that was selected last. */
  readonly lastSelected: (group: string) => number | undefined;
  readonly open: (of: Pick<Tab, 'group' | 'title' | 'connection'>, source: StatementSource) => MutableTab;
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

  const isVisible = (tab: Tab) => tab.group === shownGroup || tab.isPinned;
  const visible = () => tabs.filter(isVisible);
  const showNewest = () => {
    shownGroup = tabs.at(-1)?.group;
  };

  return {
    all: () => tabs,
    find: (id) => tabs.find((tab) => tab.id === id),
    visible,
    selected: () => {
      const id = shownGroup === undefined ? undefined : selections.get(shownGroup);
      const shown = visible();
      return shown.find((tab) => tab.id === id) ?? shown.at(-1);
    },
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
      if (!tabs.some(isVisible)) showNewest();
    },
    renew: (group) => {
      tabs = tabs.filter((tab) => tab.group !== group || tab.isPinned || hasEdits(tab));
      omissions.delete(group);
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
