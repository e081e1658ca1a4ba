import type { Cell } from '../../../server/src/connection/answer.js';

/**
 * A row by its index among those that came, whatever their order on the screen; new rows count down from -1.
 */
export type Place = number;

/** What a person has changed in a result and has not saved. Never changed itself. */
export interface PendingEdits {
  /** New cells by row, and by the column's index. */
  readonly changed: ReadonlyMap<Place, Cells>;
  readonly deleted: ReadonlySet<Place>;
  /** New rows; a column that is missing takes its default. */
  readonly added: readonly Cells[];
}

export type Cells = ReadonlyMap<number, Cell>;

export const noEdits: PendingEdits = { changed: new Map(), deleted: new Set(), added: [] };

export const placeOfAdded = (index: number): Place => -1 - index;
const addedAt = (place: Place): number => -1 - place;

/** Rows that saving would write. */
export const rowsToSave = ({ changed, deleted, added }: PendingEdits): number =>
  [...changed.keys()].filter((place) => !deleted.has(place)).length + deleted.size + added.length;

/** Puts a value into cells; a cell that has its own value again is no longer changed. */
export function setCells(
  edits: PendingEdits,
  rowAt: (place: Place) => readonly Cell[] | undefined,
  places: readonly Place[],
  columns: readonly number[],
  cell: Cell,
): PendingEdits {
  const changed = new Map(edits.changed);
  const added = [...edits.added];
  for (const place of places) {
    const isNew = place < 0;
    const cells = new Map(isNew ? added[addedAt(place)] : changed.get(place));
    const row = isNew ? undefined : rowAt(place);
    for (const column of columns) {
      if (row && row[column] === cell) cells.delete(column);
      else cells.set(column, cell);
    }
    if (isNew) added[addedAt(place)] = cells;
    else if (cells.size === 0) changed.delete(place);
    else changed.set(place, cells);
  }
  return { ...edits, changed, added };
}

/** Gives cells their own values again; those of new rows their defaults, and deleted rows come back. */
export function revertCells(
  edits: PendingEdits,
  places: readonly Place[],
  columns: readonly number[],
): PendingEdits {
  const changed = new Map(edits.changed);
  const added = [...edits.added];
  const deleted = new Set(edits.deleted);
  for (const place of places) {
    deleted.delete(place);
    const cells = new Map(place < 0 ? added[addedAt(place)] : changed.get(place));
    for (const column of columns) cells.delete(column);
    if (place < 0) added[addedAt(place)] = cells;
    else if (cells.size === 0) changed.delete(place);
    else changed.set(place, cells);
  }
  return { changed, deleted, added };
}

export const addRow = (edits: PendingEdits): PendingEdits => ({
  ...edits,
  added: [...edits.added, new Map()],
});

/** Marks rows to be deleted; brings them back if all of them are marked already. New rows just go. */
export function deleteRows(edits: PendingEdits, places: readonly Place[]): PendingEdits {
  const gone = new Set(places.filter((place) => place < 0).map(addedAt));
  const old = places.filter((place) => place >= 0);
  const deleted = new Set(edits.deleted);
  const isUndone = gone.size === 0 && old.every((place) => deleted.has(place));
  for (const place of old) {
    if (isUndone) deleted.delete(place);
    else deleted.add(place);
  }
  return { ...edits, deleted, added: edits.added.filter((_row, at) => !gone.has(at)) };
}

/** The cells of a row as they shall be. */
export const withEdits = (row: readonly Cell[], cells: Cells | undefined): readonly Cell[] =>
  cells ? row.map((cell, column) => (cells.has(column) ? (cells.get(column) ?? null) : cell)) : row;

/** What was saved, by place. */
export interface Saved {
  /** Rows that were changed, as the server has them now. */
  readonly rows: ReadonlyMap<Place, readonly Cell[]>;
  readonly deleted: ReadonlySet<Place>;
  readonly added: readonly (readonly Cell[])[];
  /** What was not saved; new rows in their order. */
  readonly rest: PendingEdits;
}

/** The rows of a result after a save, new ones at the end, and what was not saved at the places its rows have now. */
export function afterSave(
  before: readonly (readonly Cell[])[],
  { rows, deleted, added, rest }: Saved,
): { rows: (readonly Cell[])[]; pending: PendingEdits } {
  const left = [...before.keys()].filter((place) => !deleted.has(place));
  const placed = new Map(left.map((place, at) => [place, at]));
  const moved = (place: Place): readonly Place[] => {
    const at = placed.get(place);
    return at === undefined ? [] : [at];
  };
  return {
    rows: [...left.map((place) => rows.get(place) ?? before[place] ?? []), ...added],
    pending: {
      changed: new Map(
        [...rest.changed].flatMap(([place, cells]) => moved(place).map((at) => [at, cells] as const)),
      ),
      deleted: new Set([...rest.deleted].flatMap(moved)),
      added: rest.added,
    },
  };
}

/** What is wrong with a cell that was changed: one sentence. */
export interface CellProblem {
  readonly place: Place;
  /** The column's index in the result. */
  readonly column: number;
  readonly text: string;
}
