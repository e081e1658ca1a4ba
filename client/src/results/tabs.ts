import { createArranging } from './arranging.js';
import { afterSave, type Saved } from './edits.js';
import type { Condition, SortKey } from './messages.js';
import { createPages } from './pages.js';
import type { Run, RunEntry } from './runs.js';
import { createShelf } from './shelf.js';
import type { ResultsSink } from './sink.js';
import { type Row, startedEdits, type Tab, type TabEdits, type TabMemory } from './tab.js';
import { createTabSink } from './tabSink.js';

export interface TabsOptions {
  /** Something that the view shows is another now: the list of tabs, or what is in one. */
  readonly onChange: (tab: Tab | undefined) => void;
  /** The first statement of a run has its tab. */
  readonly onRun: () => void;
  /** A statement has ended. */
  readonly onEnd: (tab: Tab) => void;
  /** The ids of tabs go up from here. */
  readonly firstId: number;
  /** Cells that are held before the oldest results are let go. */
  readonly maxCells: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Lets others have the thread between two slices of sorting. */
  readonly pause: () => Promise<void>;
}

export interface Tabs {
  readonly sink: ResultsSink;
  readonly all: () => readonly Tab[];
  readonly find: (id: number) => Tab | undefined;
  /** The tabs of the group that is shown, and the pinned ones of others. */
  readonly visible: () => readonly Tab[];
  /** Statements of the group that is shown that were done without rows or words, and lost their tabs to newer ones. */
  readonly omitted: () => number;
  readonly groups: () => readonly { readonly key: string; readonly title: string }[];
  readonly group: () => string | undefined;
  readonly selected: () => Tab | undefined;
  /** What the strip shows. */
  readonly entries: () => readonly RunEntry[];
  /** The run whose list is in front. */
  readonly listed: () => Run | undefined;
  readonly runOf: (tab: Tab) => Run | undefined;
  readonly statementsOf: (run: number) => readonly Tab[];
  /** Why what is shown is of an earlier run. */
  readonly refusal: () => string | undefined;
  /** The tabs behind an id of the strip: those of a run, or one. */
  readonly behind: (id: number) => readonly Tab[];
  /** Does nothing if the group has no tabs. */
  readonly showGroup: (group: string) => void;
  readonly select: (id: number) => void;
  readonly close: (id: number) => void;
  /** The visible tabs that closing all others would close. */
  readonly othersOf: (id: number) => readonly Tab[];
  readonly pin: (id: number, isPinned: boolean) => void;
  readonly sort: (id: number, sort: readonly SortKey[]) => Promise<void>;
  readonly filter: (id: number, filter: readonly Condition[]) => Promise<void>;
  readonly loadMore: (id: number) => Promise<void>;
  /** All rows in the server's order, page by page; pages that would take too much memory are not kept. */
  readonly everyRow: (id: number) => AsyncGenerator<readonly Row[]>;
  /** Does nothing if the tab is gone. */
  readonly setEdits: (id: number, edits: TabEdits | undefined) => void;
  /** Puts saved rows in place of those that came. */
  readonly takeSaved: (id: number, saved: Saved) => void;
  readonly restore: (memories: readonly TabMemory[]) => void;
}

/** The results of all runs, one tab for each statement. Rows live here, in the extension host. */
export function createTabs(options: TabsOptions): Tabs {
  const { onChange, onRun, onEnd, firstId, maxCells, now, pause } = options;
  const shelf = createShelf(firstId);
  const arranging = createArranging({ onChange, pause });
  const { find } = shelf;
  const pages = createPages({ find, onChange, onRows: arranging.again, maxCells });
  /** Counts what the person picked. */
  let picks = 0;

  const behind = (id: number): readonly Tab[] => {
    const tab = find(id);
    return tab ? [tab] : shelf.statementsOf(id).filter(({ isPinned }) => !isPinned);
  };

  const show = (group: string, id: number) => {
    shelf.show(group, id);
    onChange(undefined);
  };

  return {
    sink: createTabSink({ shelf, pages, onChange, onRun, onEnd, picks: () => picks, maxCells, now }),
    all: shelf.all,
    find,
    visible: shelf.visible,
    omitted: shelf.omitted,
    groups: () => [
      ...new Map(shelf.all().map(({ group, title }) => [group, { key: group, title }])).values(),
    ],
    group: shelf.group,
    selected: shelf.selected,
    entries: shelf.entries,
    listed: shelf.listed,
    runOf: shelf.runOf,
    statementsOf: shelf.statementsOf,
    refusal: shelf.refusal,
    behind,
    showGroup: (group) => {
      const last = shelf.all().findLast((tab) => tab.group === group);
      if (last) show(group, shelf.lastSelected(group) ?? last.id);
    },
    select: (id) => {
      picks++;
      const group = shelf.group();
      if (group !== undefined && (find(id) ?? shelf.run(id))) show(group, id);
    },
    close: (id) => {
      shelf.remove((tab) => tab.id === id);
      onChange(undefined);
    },
    othersOf: (id) => {
      const kept = behind(id);
      return shelf.visible().filter((tab) => !kept.includes(tab) && !tab.isPinned);
    },
    pin: (id, isPinned) => {
      const tab = find(id);
      if (tab) tab.isPinned = isPinned;
      onChange(undefined);
    },
    sort: (id, sort) => arranging.change(find(id), { sort }),
    filter: (id, filter) => arranging.change(find(id), { filter }),
    loadMore: pages.loadMore,
    everyRow: pages.everyRow,
    setEdits: (id, edits) => {
      const tab = find(id);
      if (!tab) return;
      tab.edits = edits;
      tab.editNumber++;
      onChange(tab);
    },
    takeSaved: (id, saved) => {
      const tab = find(id);
      if (!tab) return;
      const { rows, pending } = afterSave(tab.rows, saved);
      tab.rows = rows;
      if (tab.edits)
        tab.edits = {
          ...startedEdits(tab.edits.phase, tab.edits.columns),
          lacking: tab.edits.lacking,
          pending,
        };
      tab.editNumber++;
      tab.orderNumber++;
      tab.order = undefined;
      arranging.again(tab);
      onChange(tab);
    },
    restore: (memories) => {
      for (const memory of memories) {
        const { group, title, connection, color, source, isPinned, outcome, failure, hadRows, place } =
          memory;
        if (place)
          shelf.keepRun({
            id: place.run,
            group,
            file: place.file,
            count: place.count,
            began: 0,
            isOver: true,
          });
        const state = hadRows ? 'gone' : failure ? 'failed' : 'done';
        const tab = shelf.open({ group, title, connection, color, place, began: 0 }, source);
        Object.assign(tab, { isPinned, outcome, failure, state, loss: hadRows ? gone : undefined });
      }
      shelf.showNewest();
      onChange(undefined);
    },
  };
}

const gone = 'The rows were lost when the window was reloaded: run the statement again to see them.';
