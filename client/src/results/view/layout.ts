import { amount, flag, listOf, oneOf, optional, record, type Shaped, whole } from '../shape.js';
import { single } from './selection.js';

const spot = record({ row: (value): value is number => Number.isSafeInteger(value), column: whole });

const widths = (value: unknown): value is Readonly<Record<string, number>> =>
  typeof value === 'object' && value !== null && Object.values(value).every(amount);

const planLayout = record({
  /** The nodes whose children are hidden, and the one that the caret is on. */
  collapsed: listOf(whole),
  active: whole,
  hasDetails: flag,
  isText: flag,
  /** Pixels. */
  top: amount,
});

/** How the person looks at a plan. */
export type PlanLayout = Shaped<typeof planLayout>;

export const initialPlanLayout: PlanLayout = {
  collapsed: [],
  active: 0,
  hasDetails: true,
  isText: false,
  top: 0,
};

const layout = record({
  /** Pixels by the column's index, where the person changed them. */
  widths,
  hidden: listOf(whole),
  /** Pixels. */
  top: amount,
  left: amount,
  selection: record({ anchor: spot, active: spot, extent: oneOf('cells', 'rows', 'columns', 'all') }),
  /** Where the result is a plan. */
  plan: optional(planLayout),
});

/** How the person has arranged a result. */
export type Layout = Shaped<typeof layout>;

export const initialLayout: Layout = {
  widths: {},
  hidden: [],
  top: 0,
  left: 0,
  selection: single({ row: 0, column: 0 }),
  plan: undefined,
};

const kept = record({ tab: whole, layout });

/** The layouts of the tabs that were used last, from what the view kept while it was hidden. */
export const layoutsFrom = (state: unknown): Map<number, Layout> =>
  new Map(listOf(kept)(state) ? state.map(({ tab, layout }) => [tab, layout]) : []);

const most = 50;

export const layoutsToKeep = (layouts: ReadonlyMap<number, Layout>) =>
  [...layouts].slice(-most).map(([tab, layout]) => ({ tab, layout }));
