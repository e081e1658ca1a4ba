import type { Standing } from '../asking/standing.js';
import {
  addRow,
  deleteRows,
  noEdits,
  type PendingEdits,
  type Place,
  revertCells,
  rowsToSave,
  type Saved,
  setCells,
} from './edits.js';
import type { EditPhase, FromView } from './messages.js';
import { placeAt } from './shownRows.js';
import type { Tab } from './tab.js';
import type { Tabs } from './tabs.js';

/** Who knows where rows come from, and saves them. Both reject with a sentence. */
export interface RowEditor {
  /** For each column of a result whether its cells can be changed; or why none can: one sentence. */
  readonly start: (tab: Tab) => Promise<readonly boolean[] | string>;
  /** Shows what would be sent, asks, and saves; undefined where the person did not agree or it failed. */
  readonly save: (tab: Tab, pending: PendingEdits, review: RowReview) => Promise<Saved | undefined>;
  /** Answers what `save` asks. */
  readonly answer: (tab: Tab, isYes: boolean) => void;
  /** Asks before pending edits are lost. */
  readonly mayDiscard: (rows: number, standing: Standing) => Promise<boolean>;
}

/** What a person is asked about before rows are saved. */
export interface RowReview {
  /** Whether the rows and what is pending for them are still those that were shown. */
  readonly standing: Standing;
  /** The person has agreed. */
  readonly agreed: () => void;
}

export type EditMessage = Extract<
  FromView,
  {
    readonly type:
      | 'startEditing'
      | 'stopEditing'
      | 'setCells'
      | 'revertCells'
      | 'deleteRows'
      | 'addRow'
      | 'undoEdit'
      | 'saveEdits'
      | 'answerReview';
  }
>;

/** Steps back that are kept. */
const mostSteps = 200;

/** Takes what the view says of a tab's edits. */
export function createEditing(tabs: Tabs, editor: RowEditor) {
  const change = (tab: Tab, next: PendingEdits): void => {
    const { edits } = tab;
    if (edits?.phase !== 'on' || next === edits.pending) return;
    tabs.setEdits(tab.id, {
      ...edits,
      pending: next,
      past: [...edits.past, edits.pending].slice(-mostSteps),
    });
  };

  const placesIn = (tab: Tab, start: number, end: number): readonly Place[] => {
    const places: Place[] = [];
    for (let index = start; index < end; index++) {
      const place = placeAt(tab, index);
      if (place === undefined) break;
      places.push(place);
    }
    return places;
  };

  const editable = ({ edits }: Tab, columns: readonly number[]): readonly number[] =>
    columns.filter((column) => edits?.columns[column]);

  async function start(tab: Tab): Promise<void> {
    if (tab.edits && tab.edits.phase !== 'refused') return;
    tabs.setEdits(tab.id, { phase: 'asking', reason: undefined, columns: [], pending: noEdits, past: [] });
    const answer = await editor
      .start(tab)
      .catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
    tabs.setEdits(
      tab.id,
      typeof answer === 'string'
        ? { phase: 'refused', reason: answer, columns: [], pending: noEdits, past: [] }
        : { phase: 'on', reason: undefined, columns: answer, pending: noEdits, past: [] },
    );
  }

  async function stop(tab: Tab): Promise<void> {
    const { edits } = tab;
    if (edits?.phase === 'saving' || edits?.phase === 'reviewing') return;
    if (await mayLose([tab])) tabs.setEdits(tab.id, undefined);
  }

  /** Asks where pending edits would be lost with tabs; answers whether to go on. */
  async function mayLose(lost: readonly Tab[]): Promise<boolean> {
    const pendingOf = ({ edits }: Tab) => edits?.pending ?? noEdits;
    const before = lost.map(pendingOf);
    const rows = before.reduce((sum, pending) => sum + rowsToSave(pending), 0);
    const standing = () =>
      lost.every((tab, at) => pendingOf(tab) === before[at])
        ? undefined
        : 'The pending changes are no longer the same.';
    return rows === 0 || (await editor.mayDiscard(rows, standing));
  }

  async function save(tab: Tab): Promise<void> {
    const { edits, rows } = tab;
    if (edits?.phase !== 'on' || rowsToSave(edits.pending) === 0) return;
    const become = (phase: EditPhase) => tabs.setEdits(tab.id, { ...edits, phase });
    const standing = () => {
      const now = tabs.find(tab.id);
      return now?.edits?.pending === edits.pending && now.rows === rows
        ? undefined
        : 'These rows were closed, or have changed in the meantime.';
    };
    become('reviewing');
    let saved: Saved | undefined;
    try {
      saved = await editor.save(tab, edits.pending, { standing, agreed: () => become('saving') });
    } finally {
      tabs.setEdits(tab.id, edits);
    }
    if (saved) tabs.takeSaved(tab.id, saved);
  }

  /** Closes tabs, unless a person wants to keep what is pending in them. */
  async function close(unwanted: readonly Tab[]): Promise<void> {
    if (await mayLose(unwanted)) for (const { id } of unwanted) tabs.close(id);
  }

  const edit = (tab: Tab, message: EditMessage): Promise<void> | void => {
    const pending = tab.edits?.pending ?? noEdits;
    switch (message.type) {
      case 'startEditing':
        return start(tab);
      case 'stopEditing':
        return stop(tab);
      case 'saveEdits':
        return save(tab);
      case 'answerReview':
        if (tab.edits?.phase === 'reviewing') editor.answer(tab, message.isYes);
        return;
      case 'addRow':
        return change(tab, addRow(pending));
      case 'undoEdit': {
        const { edits } = tab;
        const last = edits?.past.at(-1);
        if (edits?.phase === 'on' && last)
          tabs.setEdits(tab.id, { ...edits, pending: last, past: edits.past.slice(0, -1) });
        return;
      }
      default: {
        // The rows have been put into another order since
        if (message.order !== tab.orderNumber) return;
        const places = placesIn(tab, message.start, message.end);
        if (message.type === 'deleteRows') return change(tab, deleteRows(pending, places));
        const columns = editable(tab, message.columns);
        const rows = places.filter((place) => !pending.deleted.has(place));
        change(
          tab,
          message.type === 'setCells'
            ? setCells(pending, (place) => tab.rows[place], rows, columns, message.text)
            : revertCells(pending, places, columns),
        );
      }
    }
  };
  return { edit, close };
}
