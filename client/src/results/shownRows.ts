import type { Cell } from '../../../server/src/connection/answer.js';
import { type Cells, type Place, placeOfAdded, withEdits } from './edits.js';
import type { Row, Tab } from './tab.js';

/** Rows as they are shown: those that pass the filter in their order, then the new ones. */
export const shownCount = (tab: Tab): number => oldCount(tab) + (tab.edits?.pending.added.length ?? 0);

const oldCount = ({ order, rows }: Tab): number => order?.length ?? rows.length;

/** The place of the row at an index of what is shown. */
export function placeAt(tab: Tab, index: number): Place | undefined {
  const old = oldCount(tab);
  if (index < old) return tab.order ? tab.order[index] : index;
  return index < shownCount(tab) ? placeOfAdded(index - old) : undefined;
}

/** The index in what is shown of the row at a place; undefined where the filter hides it. */
export function indexOf(tab: Tab, place: Place): number | undefined {
  if (place < 0) return oldCount(tab) - 1 - place;
  const index = tab.order ? tab.order.indexOf(place) : place;
  return index < 0 ? undefined : index;
}

/** The row at an index of what is shown, with what is pending. */
export function rowAt(tab: Tab, index: number): Row | undefined {
  const place = placeAt(tab, index);
  if (place === undefined) return undefined;
  const row = place < 0 ? tab.columns.map((): Cell => null) : tab.rows[place];
  return row && withEdits(row, pendingAt(tab, place));
}

/** What is pending for a row. */
export function pendingAt({ edits }: Tab, place: Place): Cells | undefined {
  if (!edits) return undefined;
  return place < 0 ? edits.pending.added[-1 - place] : edits.pending.changed.get(place);
}
