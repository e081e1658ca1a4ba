import { cellsOf, type MutableTab, type Row, type Tab } from './tab.js';

interface PagesOptions {
  readonly find: (id: number) => MutableTab | undefined;
  readonly onChange: (tab: Tab) => void;
  /** Rows were added to a tab. */
  readonly onRows: (tab: MutableTab) => void;
  /** Cells that are held at most. */
  readonly maxCells: number;
}

/** The rows of tabs as they come, page by page. */
export interface Pages {
  readonly take: (tab: MutableTab, rows: readonly Row[]) => void;
  readonly loadMore: (id: number) => Promise<void>;
  /** All rows in the server's order; pages that would take too much memory are not kept. */
  readonly everyRow: (id: number) => AsyncGenerator<readonly Row[]>;
}

export function createPages({ find, onChange, onRows, maxCells }: PagesOptions): Pages {
  /** Takes the rows of the next page instead of the tab. */
  const spills = new Map<number, Row[][]>();
  const hasSpilled = new Set<number>();

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
    take: (tab, rows) => {
      const spill = spills.get(tab.id);
      if (spill) {
        spill.push([...rows]);
        return;
      }
      if (tab.rows.length < measuredRows) tab.longest = longestOf(tab, rows.slice(0, measuredRows));
      for (const row of rows) tab.rows.push(row);
      onRows(tab);
      onChange(tab);
    },
    loadMore,
    everyRow,
  };
}

const longestOf = ({ columns, longest }: Tab, rows: readonly Row[]): readonly number[] =>
  columns.map((_column, at) =>
    rows.reduce((most, row) => Math.max(most, row[at]?.length ?? 4), longest[at] ?? 0),
  );

/** Rows that say how wide a column should be. */
const measuredRows = 200;

/** Rows of an export between two looks at whether it was canceled. */
const pageLength = 2_000;

const exportedOnly = 'The remaining rows went only into the export: run the statement again to see them.';
