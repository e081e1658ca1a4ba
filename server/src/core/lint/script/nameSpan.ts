import type { SyntaxNode } from '../../syntax/node.js';
import type { StatementText } from '../../syntax/statement.js';
import { statementIn } from '../../syntax/statement.js';
import { allIn, childOf, nameOf, partsOf, spanOf } from '../../syntax/tree/nodes.js';
import { treeOf } from '../../syntax/tree/tree.js';
import { query } from '../../text/memo.js';
import { type Span, shiftSpan } from '../../text/span.js';
import type { NameConflict } from './nameConflicts.js';

/** The place of the name of a conflict, as offsets into the script; the whole statement where the name is not written. */
export function spanOfName(script: { readonly text: string }, conflict: NameConflict): Span {
  const { name, space, statement: placed } = conflict;
  const statement = statementIn(script, placed.span);
  const names = query(namesIn, statement);
  const last = name.slice(name.lastIndexOf('.') + 1);
  const isPart = space === 'column' || space === 'constraint';
  // A part that exists already is written before the one that is added.
  const node = isPart
    ? names.get(`${space} ${last}`)?.at(-1)
    : (names.get(`relation ${name}`)?.[0] ?? fallback(statement, names, last, conflict));
  return shiftSpan(spanOf(statement, node ?? treeOf(statement)), placed.span.start);
}

/** The names of a statement by what they name and how they are written, folded. */
function namesIn(statement: StatementText): ReadonlyMap<string, readonly SyntaxNode[]> {
  const names = new Map<string, SyntaxNode[]>();
  for (const node of allIn(treeOf(statement))) {
    if (node.kind !== 'table' && node.kind !== 'name') continue;
    const isDefined = node.word === 'column' && node.parent?.kind === 'definition';
    const space = isDefined ? 'column' : node.word === 'constraint' ? 'constraint' : 'relation';
    const key = `${space} ${partsOf(statement, node).join('.')}`;
    const known = names.get(key);
    if (known) known.push(node);
    else names.set(key, [node]);
  }
  return names;
}

/** An index is written without the schema of its table, and a key has the name of its constraint. */
function fallback(
  statement: StatementText,
  names: ReadonlyMap<string, readonly SyntaxNode[]>,
  last: string,
  { what }: NameConflict,
): SyntaxNode | undefined {
  const index = what === 'again' ? childOf(treeOf(statement), 'name', 'index') : undefined;
  if (index && nameOf(statement, index) === last) return index;
  return names.get(`constraint ${last}`)?.at(-1) ?? names.get(`relation ${last}`)?.[0];
}
