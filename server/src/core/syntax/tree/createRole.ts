import { atEnd, type Cursor, clause, loose, node, setOf, take, takeOneOf } from './cursor.js';
import { names } from './name.js';
import type { Clauses } from './tail.js';

export function roleClauses(): Clauses {
  const roles = (word: string) => (cursor: Cursor) => void clause(cursor, word, () => names(cursor, 'role'));
  const hidden = { password, encrypted: password, unencrypted: password };
  return { ...hidden, role: roles('role'), user: roles('user'), admin: roles('admin'), in: roles('in role') };
}

/** `[ENCRYPTED] PASSWORD 'text'` or `PASSWORD NULL` */
function password(cursor: Cursor): void {
  node(cursor, 'option', 'password', () => {
    takeOneOf(cursor, encryptions);
    if (take(cursor, 'password') && !atEnd(cursor)) loose(cursor);
  });
}

const encryptions = setOf('encrypted unencrypted');
