import { atEnd, type Cursor, is, isOneOf, kindAt, loose, node, setOf, take } from './cursor.js';
import { commaList } from './list.js';
import { isLabel, name } from './name.js';

/** `search_path = a, b` or `search_path FROM CURRENT` behind SET. */
export function setting(cursor: Cursor): void {
  name(cursor, 'parameter');
  if (take(cursor, 'from', 'current')) return;
  if (!take(cursor, '=') && !take(cursor, 'to')) return;
  settingValues(cursor);
}

export const settingValues = (cursor: Cursor): void =>
  commaList(cursor, () => {
    if (isOneOf(cursor, signs)) cursor.at++;
    if (
      kindAt(cursor) === 'string' ||
      kindAt(cursor) === 'number' ||
      is(cursor, 'true') ||
      is(cursor, 'false')
    ) {
      node(cursor, 'constant', '', () => {
        cursor.at++;
      });
    } else if (isLabel(cursor)) name(cursor, 'value');
    else if (!atEnd(cursor) && !is(cursor, ',')) loose(cursor);
  });

const signs = setOf('+ -');
