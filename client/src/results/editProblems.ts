import type { Cell } from '../../../server/src/connection/answer.js';
import type { CellProblem, Place } from './edits.js';
import { pendingAt } from './shownRows.js';
import type { Tab, TabEdits } from './tab.js';
import { valueProblem } from './validity.js';

/** What is wrong with the pending cells of a row, by column: what no server takes, and what the server has refused. */
export function problemsAt(tab: Tab, place: Place): readonly CellProblem[] {
  const { edits } = tab;
  if (!edits || edits.pending.deleted.has(place)) return [];
  const refusal = edits.refusals.get(place);
  const own = ownProblems(tab, edits, place);
  return refusal && !own.some(({ column }) => column === refusal.column) ? [...own, refusal] : own;
}

/** The first cell that saving would stumble over, in the order in which rows were changed. */
export const firstProblem = (tab: Tab): CellProblem | undefined => {
  for (const place of placesOf(tab)) {
    const [first] = tab.edits ? ownProblems(tab, tab.edits, place) : [];
    if (first) return first;
  }
  return undefined;
};

export const allProblems = (tab: Tab): readonly CellProblem[] =>
  placesOf(tab).flatMap((place) => problemsAt(tab, place));

const placesOf = ({ edits }: Tab): readonly Place[] =>
  edits
    ? [
        ...edits.pending.changed.keys(),
        ...edits.pending.added.map((_row, at) => -1 - at),
        ...edits.refusals.keys(),
      ].filter(isFirst)
    : [];

const isFirst = (place: Place, at: number, all: readonly Place[]): boolean => all.indexOf(place) === at;

function ownProblems(
  tab: Tab,
  { columns, isChecked, pending }: TabEdits,
  place: Place,
): readonly CellProblem[] {
  if (pending.deleted.has(place)) return [];
  const cells = pendingAt(tab, place);
  return columns.flatMap(({ unset, isNotNull }, column) => {
    const name = tab.columns[column]?.name ?? '';
    const isSet = cells?.has(column) ?? false;
    const text = isSet
      ? cellProblem(name, tab.columns[column]?.type ?? '', isNotNull, cells?.get(column) ?? null)
      : place < 0 && isChecked && unset === 'required'
        ? `"${name}" needs a value.`
        : undefined;
    return text === undefined ? [] : [{ place, column, text }];
  });
}

const cellProblem = (name: string, type: string, isNotNull: boolean, cell: Cell): string | undefined =>
  cell === null && isNotNull ? `"${name}" cannot be NULL.` : valueProblem(type, cell);
