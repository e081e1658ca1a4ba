import { orderRows } from './ordering.js';
import type { MutableTab, Tab } from './tab.js';

interface ArrangingOptions {
  readonly onChange: (tab: Tab) => void;
  /** Lets others have the thread between two slices of sorting. */
  readonly pause: () => Promise<void>;
}

/** Sorts and filters the rows of tabs. */
export function createArranging({ onChange, pause }: ArrangingOptions) {
  /** Sorts and filters again until no row came in the meantime; a later call replaces this one. */
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
        tab.order = isArranged(tab) ? order : undefined;
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

  return {
    /** After rows came or were changed. */
    again: (tab: MutableTab): void => {
      if (isArranged(tab)) void arrange(tab);
    },
    change: async (
      tab: MutableTab | undefined,
      wish: Partial<Pick<MutableTab, 'sort' | 'filter'>>,
    ): Promise<void> => {
      if (!tab) return;
      Object.assign(tab, wish);
      const arranged = arrange(tab);
      onChange(tab);
      await arranged;
    },
  };
}

const isArranged = ({ sort, filter }: Tab): boolean => sort.length > 0 || filter.length > 0;
