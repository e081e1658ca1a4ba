import type { StatementKind } from '../node.js';
import { changes } from './change.js';
import { type Cursor, clause, enclosed, is, node, take, wordAt } from './cursor.js';
import { expression } from './expression.js';
import { items, pass, verbs } from './list.js';
import { isName, name, nameList, names } from './name.js';
import { selection } from './select.js';

/** A query or a change with its WITH, as a statement of its own inside another one. */
export function query(cursor: Cursor): void {
  node(cursor, 'statement', queryKind(cursor), () => queryParts(cursor));
}

/** The kind of the query that begins here. Behind WITH, its verb tells. */
export function queryKind(cursor: Cursor): StatementKind {
  const verb = wordAt(cursor, is(cursor, 'with') ? lengthOfWith(cursor) : 0);
  return changes[verb]?.kind ?? 'SelectStmt';
}

/** The tokens up to the verb behind a WITH list: the first verb outside parentheses that no AS or column list follows. */
function lengthOfWith(cursor: Cursor): number {
  for (let at = cursor.at + 1; at < cursor.tokens.length; at++) {
    const close = cursor.closing[at] ?? -1;
    const by = at - cursor.at;
    const previous = wordAt(cursor, by - 1);
    const isVerb = verbs.has(wordAt(cursor, by)) && previous !== ',' && previous !== 'with';
    if (isVerb && previous !== 'recursive') return by;
    if (close >= 0) at = close;
  }
  return 0;
}

const behindCommon = new Set([',', ...verbs]);
const behindSearch = new Set([...behindCommon, 'cycle']);

/** The parts of a query or a change, into the node that is open. */
export function queryParts(cursor: Cursor): void {
  clause(cursor, 'with', () => {
    take(cursor, 'recursive');
    items(cursor, () => common(cursor), behindCommon);
  });
  const change = changes[wordAt(cursor)];
  if (change) change.read(cursor);
  else selection(cursor);
}

function common(cursor: Cursor): void {
  if (!isName(cursor)) return;
  node(cursor, 'cte', '', () => {
    name(cursor, 'cte');
    nameList(cursor, 'column');
    if (!take(cursor, 'as')) return;
    take(cursor, 'not');
    take(cursor, 'materialized');
    enclosed(cursor, 'parens', '', () => query(cursor));
    clause(cursor, 'search', () => {
      if (!take(cursor, 'breadth')) take(cursor, 'depth');
      take(cursor, 'first');
      take(cursor, 'by');
      names(cursor, 'column');
      if (take(cursor, 'set')) name(cursor, 'column');
      pass(cursor, behindSearch);
    });
    clause(cursor, 'cycle', () => {
      names(cursor, 'column');
      if (take(cursor, 'set')) name(cursor, 'column');
      if (take(cursor, 'to')) expression(cursor, 'bare');
      if (take(cursor, 'default')) expression(cursor, 'bare');
      if (take(cursor, 'using')) name(cursor, 'column');
    });
  });
}
