import type { Standing } from '../asking/standing.js';
import { allProblems, firstProblem } from './editProblems.js';
import {
  addRow,
  type CellProblem,
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
import { type EditColumn, startedEdits, type Tab, type TabEdits } from './tab.js';
import type { Tabs } from './tabs.js';

/** Who knows where rows come from, and saves them. Both reject with a sentence. */
export interface RowEditor {
  /** Why the rows of a result cannot be edited, as far as that is known without asking a server: one sentence. */
  readonly refusal: (tab: Tab) => string | undefined;
  /** What is known of a result's rows; or why none can be changed: one sentence. */
  readonly start: (tab: Tab) => Promise<EditableRows | string>;
  /** Shows what would be sent, asks, and saves; undefined where the person did not agree. */
  readonly save: (tab: Tab, pending: PendingEdits, review: RowReview) => Promise<SaveResult | undefined>;
  /** Answers what `save` asks. */
  readonly answer: (tab: Tab, isYes: boolean) => void;
  /** Asks before pending edits are lost. */
  readonly mayDiscard: (rows: number, standing: Standing) => Promise<boolean>;
}

export interface EditableRows {
  /** Of each column of the result. */
  readonly columns: readonly EditColumn[];
  /** The columns that a new row needs a value for, and that are not in the result. */
  readonly lacking: readonly string[];
}

/** How saving ended. */
export interface SaveResult {
  /** What was saved, if anything was. */
  readonly saved: Saved | undefined;
  /** Why not all was. */
  readonly failure: SaveFailure | undefined;
  /** The transactions that were kept. */
  readonly ran: readonly SavedRun[];
}

export interface SaveFailure {
  readonly text: string;
  /** The row and, where the server names it, the column that it refused. */
  readonly place: Place | undefined;
  readonly column: number | undefined;
}

/** A transaction that has saved rows. `time`: milliseconds. */
export interface SavedRun {
  readonly sql: string;
  readonly rows: number;
  readonly time: number;
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
      | 'showProblem'
      | 'answerReview';
  }
>;

/** Steps back that are kept. */
const mostSteps = 200;

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
  columns.filter((column) => edits?.columns[column]?.canEdit);

/** Takes what the view says of a tab's edits. `onSaved` is told what was kept. */
export function createEditing(
  tabs: Tabs,
  editor: RowEditor,
  onSaved: (tab: Tab, run: SavedRun) => void = () => undefined,
) {
  const change = (tab: Tab, next: PendingEdits): void => {
    const { edits } = tab;
    if (edits?.phase !== 'on' || next === edits.pending) return;
    tabs.setEdits(tab.id, {
      ...edits,
      pending: next,
      past: [...edits.past, edits.pending].slice(-mostSteps),
      refusals: stillRefused(edits, next),
      message: undefined,
    });
  };

  async function start(tab: Tab): Promise<void> {
    if (tab.edits && tab.edits.phase !== 'refused') return;
    tabs.setEdits(tab.id, startedEdits('asking', []));
    const answer = await editor
      .start(tab)
      .catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
    tabs.setEdits(
      tab.id,
      typeof answer === 'string'
        ? startedEdits('refused', [], answer)
        : { ...startedEdits('on', answer.columns), lacking: answer.lacking },
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
    const stumbles = firstProblem({ ...tab, edits: { ...edits, isChecked: true } });
    if (stumbles)
      return tabs.setEdits(tab.id, leadTo({ ...edits, isChecked: true, message: undefined }, stumbles));
    const become = (phase: EditPhase) => tabs.setEdits(tab.id, { ...edits, phase });
    const standing = () => {
      const now = tabs.find(tab.id);
      return now?.edits?.pending === edits.pending && now.rows === rows
        ? undefined
        : 'These rows were closed, or have changed in the meantime.';
    };
    become('reviewing');
    const result = await editor
      .save(tab, edits.pending, { standing, agreed: () => become('saving') })
      .catch((error: unknown): SaveResult => {
        // Nobody would see it in a result that is closed
        if (!tabs.find(tab.id)) throw error;
        const text = error instanceof Error ? error.message : String(error);
        return { saved: undefined, failure: { text, place: undefined, column: undefined }, ran: [] };
      });
    tabs.setEdits(tab.id, { ...edits, message: undefined });
    if (!result) return;
    for (const run of result.ran) onSaved(tab, run);
    if (result.saved) tabs.takeSaved(tab.id, result.saved);
    if (result.failure) tellFailure(tab.id, result.failure, result.saved !== undefined);
  }

  /** Keeps what the server said where it belongs: at the cell, as long as rows have their places, and below the grid. */
  function tellFailure(id: number, { text, place, column }: SaveFailure, hasMoved: boolean): void {
    const edits = tabs.find(id)?.edits;
    if (!edits) return;
    if (place === undefined || hasMoved) {
      tabs.setEdits(id, { ...edits, message: text });
      return;
    }
    const cells = place < 0 ? edits.pending.added[-1 - place] : edits.pending.changed.get(place);
    const problem = { place, text, column: column ?? cells?.keys().next().value ?? 0 };
    tabs.setEdits(id, leadTo({ ...edits, refusals: new Map([[place, problem]]) }, problem));
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
      case 'showProblem': {
        const [first] = allProblems(tab);
        if (tab.edits && first) tabs.setEdits(tab.id, leadTo(tab.edits, first));
        return;
      }
      case 'addRow':
        if (tab.edits && tab.edits.lacking.length > 0)
          return tabs.setEdits(tab.id, { ...tab.edits, message: lackingText(tab.edits.lacking) });
        return change(tab, addRow(pending));
      case 'undoEdit': {
        const { edits } = tab;
        const last = edits?.past.at(-1);
        if (edits?.phase === 'on' && last)
          tabs.setEdits(tab.id, {
            ...edits,
            pending: last,
            past: edits.past.slice(0, -1),
            refusals: stillRefused(edits, last),
            message: undefined,
          });
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

/** A row that could never be saved is not begun. */
function lackingText(columns: readonly string[]): string {
  const named = columns.map((name) => `"${name}"`).join(', ');
  return columns.length === 1
    ? `A new row needs a value for ${named}, which is not in this result: add the column to the SELECT.`
    : `A new row needs values for ${named}, which are not in this result: add the columns to the SELECT.`;
}

/** With the wish that the view shows a cell. */
const leadTo = (edits: TabEdits, { place, column }: CellProblem): TabEdits => ({
  ...edits,
  goTo: { number: (edits.goTo?.number ?? 0) + 1, place, column },
});

/** The rows that are still as the server has refused them. */
const stillRefused = ({ refusals, pending }: TabEdits, next: PendingEdits): TabEdits['refusals'] =>
  new Map(
    [...refusals].filter(([place]) =>
      place < 0
        ? next.added[-1 - place] === pending.added[-1 - place]
        : next.changed.get(place) === pending.changed.get(place) &&
          next.deleted.has(place) === pending.deleted.has(place),
    ),
  );
