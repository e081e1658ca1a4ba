import type { AnswerColumn, Cell, Failure } from '../connection/answer.js';
import type { StatementSource } from '../statements/source.js';
import { afterSave, type PendingEdits, rowsToSave, type Saved } from './edits.js';
import type { Condition, EditPhase, SortKey, TabState } from './messages.js';
import { orderRows } from './ordering.js';
import type { Outcome, ResultsSink, StatementSink } from './sink.js';

export type Row = readonly Cell[];

interface MutableTab {
  readonly id: number;
  /** The document whose runs replace it; empty for statements of no document. */
  readonly group: string;
  /** The connection's name and the document's. */
  readonly title: string;
  readonly connection: string | undefined;
  readonly source: StatementSource;
  state: TabState;
  isPinned: boolean;
  columns: readonly AnswerColumn[];
  /** Characters of the longest of the first cells of each column. */
  longest: readonly number[];
  rows: Row[];
  notices: readonly string[];
  outcome: Outcome | undefined;
  failure: Failure | undefined;
  /** Fetches the next page; undefined where there is none. */
  more: (() => Promise<boolean>) | undefined;
  isLoading: boolean;
  sort: readonly SortKey[];
  filter: readonly Condition[];
  /** The rows that are shown, by index; undefined for all of them as they came. */
  order: Uint32Array | undefined;
  /** Counts the orders: a row number belongs to one of them. */
  orderNumber: number;
  isOrdering: boolean;
  /** Why rows are missing, one sentence. */
  loss: string | undefined;
  edits: TabEdits | undefined;
  /** Counts the changes of `edits`. */
  editNumber: number;
}

/** The editing of a tab's rows. */
export interface TabEdits {
  readonly phase: EditPhase;
  /** Why they cannot be edited, one sentence. */
  readonly reason: string | undefined;
  /** For each column whether its cells can be changed. */
  readonly columns: readonly boolean[];
  readonly pending: PendingEdits;
  /** What was pending before each step, the newest last. */
  readonly past: readonly PendingEdits[];
}

export type Tab = Readonly<Omit<MutableTab, 'rows'>> & { readonly rows: readonly Row[] };

/** What is kept of a tab when the window is loaded again: all but its rows. */
export type TabMemory = Pick<Tab, 'group' | 'title' | 'source' | 'isPinned' | 'outcome' | 'failure'> & {
  readonly hadRows: boolean;
};

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

const letGo = 'The rows were let go to save memory: run the statement again to see them.';
const gone = 'The rows were lost when the window was loaded again: run the statement again to see them.';
const exportedOnly = 'The rows behind these went into the export only: run the statement again to see them.';

/** The results of all runs, one tab for each statement. Rows live here, in the extension host. */
export function createTabs({ onChange, onRun, onEnd, firstId, maxCells, pause }: TabsOptions): Tabs {
  let tabs: MutableTab[] = [];
  let nextId = firstId;
  let shownGroup: string | undefined;
  /** The selected tab of each group, the one that was selected last at the end. */
  const selections = new Map<string, number>();
  /** Statements without a tab, by group. */
  const omissions = new Map<string, number>();
  /** Counts what the person picked: a run stops choosing tabs once they did. */
  let picks = 0;
  /** Takes the rows of the next page instead of the tab. */
  const spills = new Map<number, Row[][]>();
  const hasSpilled = new Set<number>();

  const find = (id: number) => tabs.find((tab) => tab.id === id);
  const isVisible = (tab: Tab) => tab.group === shownGroup || tab.isPinned;
  const visible = () => tabs.filter(isVisible);

  const selected = () => {
    const id = shownGroup === undefined ? undefined : selections.get(shownGroup);
    const shown = visible();
    return shown.find((tab) => tab.id === id) ?? shown.at(-1);
  };

  const show = (group: string, id: number) => {
    shownGroup = group;
    selections.delete(group);
    selections.set(group, id);
    onChange(undefined);
  };

  const remove = (isUnwanted: (tab: Tab) => boolean) => {
    tabs = tabs.filter((tab) => !isUnwanted(tab));
    if (!tabs.some(isVisible)) shownGroup = tabs.at(-1)?.group;
    onChange(undefined);
  };

  function open(
    { group, title, connection }: Pick<Tab, 'group' | 'title' | 'connection'>,
    source: StatementSource,
  ): MutableTab {
    const tab: MutableTab = {
      id: nextId++,
      group,
      title,
      connection,
      source,
      state: 'running',
      isPinned: false,
      columns: [],
      longest: [],
      rows: [],
      notices: [],
      outcome: undefined,
      failure: undefined,
      more: undefined,
      isLoading: false,
      sort: [],
      filter: [],
      order: undefined,
      orderNumber: 0,
      isOrdering: false,
      loss: undefined,
      edits: undefined,
      editNumber: 0,
    };
    tabs.push(tab);
    return tab;
  }

  function take(tab: MutableTab, rows: readonly Row[]): void {
    const spill = spills.get(tab.id);
    if (spill) {
      spill.push([...rows]);
      return;
    }
    if (tab.rows.length < measuredRows) {
      const first = rows.slice(0, measuredRows);
      tab.longest = tab.columns.map((_column, at) =>
        first.reduce((longest, row) => Math.max(longest, row[at]?.length ?? 4), tab.longest[at] ?? 0),
      );
    }
    for (const row of rows) tab.rows.push(row);
    if (tab.sort.length > 0 || tab.filter.length > 0) void arrange(tab);
    onChange(tab);
  }

  /** Lets go of the results that were looked at longest ago until the rest fits. */
  function makeRoom(): void {
    let cells = tabs.reduce((sum, tab) => sum + cellsOf(tab), 0);
    const recent = [...selections.keys()];
    const age = (tab: Tab) => recent.indexOf(tab.group);
    const candidates = tabs
      .filter((tab) => !isVisible(tab) && tab.state !== 'running' && !tab.isLoading && tab.rows.length > 0)
      .filter((tab) => !hasEdits(tab))
      .sort((one, other) => age(one) - age(other) || one.id - other.id);
    for (const tab of candidates) {
      if (cells <= maxCells) return;
      cells -= cellsOf(tab);
      Object.assign(tab, { state: 'gone', rows: [], order: undefined, more: undefined, loss: letGo });
      tab.orderNumber++;
    }
  }

  /** A script may hold thousands of statements, most of which have nothing to show once they are done. */
  function omitOldest(group: string): void {
    const own = tabs.filter((tab) => tab.group === group);
    if (own.length <= mostTabs) return;
    const dull = own.find(
      ({ state, columns, notices, isPinned }) =>
        state === 'done' && columns.length === 0 && notices.length === 0 && !isPinned,
    );
    if (!dull) return;
    tabs = tabs.filter((tab) => tab !== dull);
    omissions.set(group, (omissions.get(group) ?? 0) + 1);
  }

  const sinkOf = (tab: MutableTab, follow: () => void): StatementSink => ({
    columns: (columns) => {
      tab.columns = columns;
      if (columns.length > 0) follow();
      onChange(tab);
    },
    rows: (rows) => take(tab, rows),
    notice: (text) => {
      tab.notices = [...tab.notices, text];
      onChange(tab);
    },
    pause: (more) => {
      tab.more = more;
      tab.state = 'paused';
      makeRoom();
      onChange(tab);
    },
    done: (outcome) => {
      Object.assign(tab, { state: 'done', outcome, more: undefined });
      makeRoom();
      onEnd(tab);
      onChange(undefined);
    },
    fail: (failure) => {
      Object.assign(tab, { state: 'failed', failure, more: undefined });
      follow();
      onEnd(tab);
      onChange(undefined);
    },
  });

  /** Sorts and filters anew until no row came meanwhile; a later call replaces this one. */
  async function arrange(tab: MutableTab): Promise<void> {
    if (tab.isOrdering) return;
    tab.isOrdering = true;
    try {
      for (;;) {
        const { sort, filter, rows } = tab;
        const count = rows.length;
        const isStale = () => tab.sort !== sort || tab.filter !== filter || tab.rows !== rows;
        const order = await ordered(orderRows(rows, tab.columns, sort, filter), isStale);
        if (isStale()) continue;
        tab.order = sort.length === 0 && filter.length === 0 ? undefined : order;
        tab.orderNumber++;
        if (count === rows.length || !tab.order) return;
        onChange(tab);
      }
    } finally {
      tab.isOrdering = false;
      onChange(tab);
    }
  }

  async function ordered(
    steps: Generator<undefined, Uint32Array>,
    isStale: () => boolean,
  ): Promise<Uint32Array | undefined> {
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
      await pause();
      if (isStale()) return undefined;
    }
  }

  async function change(id: number, wish: Partial<Pick<MutableTab, 'sort' | 'filter'>>): Promise<void> {
    const tab = find(id);
    if (!tab) return;
    Object.assign(tab, wish);
    const arranged = arrange(tab);
    onChange(tab);
    await arranged;
  }

  async function loadMore(id: number): Promise<void> {
    const tab = find(id);
    if (!tab?.more || tab.isLoading) return;
    tab.isLoading = true;
    onChange(tab);
    try {
      if (!(await tab.more())) tab.more = undefined;
    } finally {
      tab.isLoading = false;
      onChange(tab);
    }
  }

  async function* everyRow(id: number): AsyncGenerator<readonly Row[]> {
    const tab = find(id);
    if (!tab) return;
    const { rows } = tab;
    let at = 0;
    try {
      for (;;) {
        for (; at < rows.length; at += pageLength) yield rows.slice(at, at + pageLength);
        at = rows.length;
        if (!tab.more) return;
        const spill: Row[][] = [];
        if (hasSpilled.has(id) || cellsOf(tab) >= maxCells / 2) {
          spills.set(id, spill);
          hasSpilled.add(id);
          tab.loss = exportedOnly;
        }
        await loadMore(id);
        yield* spill;
      }
    } finally {
      spills.delete(id);
      // What went by is not to be followed by later pages
      if (hasSpilled.has(id)) tab.more = undefined;
      onChange(tab);
    }
  }

  return {
    sink: {
      run: ({ title, document, connection }) => {
        const group = document ?? '';
        const opened: MutableTab[] = [];
        const picksBefore = picks;
        return {
          statement: (source) => {
            if (opened.length === 0) {
              tabs = tabs.filter((tab) => tab.group !== group || tab.isPinned || hasEdits(tab));
              omissions.delete(group);
              onRun();
            }
            omitOldest(group);
            const tab = open({ group, title, connection }, source);
            const follow = () => {
              if (picks === picksBefore) show(group, tab.id);
            };
            // The last statement that answered with columns stays in front
            const front = selected();
            if (opened.length === 0 || !opened.some((one) => one === front && one.columns.length > 0))
              follow();
            opened.push(tab);
            onChange(undefined);
            return sinkOf(tab, follow);
          },
          end: () => {
            for (const tab of opened) {
              if (tab.state === 'running') sinkOf(tab, () => undefined).fail(unanswered);
            }
          },
        };
      },
    },
    all: () => tabs,
    find,
    visible,
    omitted: () => (shownGroup === undefined ? 0 : (omissions.get(shownGroup) ?? 0)),
    groups: () => [...new Map(tabs.map(({ group, title }) => [group, { key: group, title }])).values()],
    group: () => shownGroup,
    selected,
    showGroup: (group) => {
      const last = tabs.findLast((tab) => tab.group === group);
      if (last) show(group, selections.get(group) ?? last.id);
    },
    select: (id) => {
      picks++;
      if (shownGroup !== undefined && find(id)) show(shownGroup, id);
    },
    close: (id) => remove((tab) => tab.id === id),
    othersOf: (id) => visible().filter((tab) => tab.id !== id && !tab.isPinned),
    pin: (id, isPinned) => {
      const tab = find(id);
      if (tab) tab.isPinned = isPinned;
      onChange(undefined);
    },
    sort: (id, sort) => change(id, { sort }),
    filter: (id, filter) => change(id, { filter }),
    loadMore,
    everyRow,
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
      if (tab.edits) tab.edits = { ...tab.edits, pending, past: [] };
      tab.editNumber++;
      tab.orderNumber++;
      tab.order = undefined;
      if (tab.sort.length > 0 || tab.filter.length > 0) void arrange(tab);
      onChange(tab);
    },
    restore: (memories) => {
      for (const { group, title, source, isPinned, outcome, failure, hadRows } of memories) {
        const state = hadRows ? 'gone' : failure ? 'failed' : 'done';
        const tab = open({ group, title, connection: undefined }, source);
        Object.assign(tab, { isPinned, outcome, failure, state, loss: hadRows ? gone : undefined });
      }
      shownGroup = tabs.at(-1)?.group;
      onChange(undefined);
    },
  };
}

/** Edits that are not saved keep their tab. */
const hasEdits = ({ edits }: Tab): boolean => edits !== undefined && rowsToSave(edits.pending) > 0;

const mostTabs = 100;

/** Rows that say how wide a column should be. */
const measuredRows = 200;

/** Rows of an export between two looks at whether it was canceled. */
const pageLength = 2_000;

const unanswered: Failure = {
  message: 'The run ended before this statement was answered.',
  sqlstate: undefined,
  detail: undefined,
  hint: undefined,
  advice: undefined,
  span: undefined,
  isCanceled: true,
};

const cellsOf = ({ rows, columns }: Tab): number => rows.length * columns.length;
