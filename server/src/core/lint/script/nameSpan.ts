import type { SyntaxNode } from '../../syntax/node.js';
import type { StatementText } from '../../syntax/statement.js';
import { statementIn } from '../../syntax/statement.js';
import { allIn, childOf, nameOf, oneToken, partsOf, spanOf } from '../../syntax/tree/nodes.js';
import { treeOf } from '../../syntax/tree/tree.js';
import { query } from '../../text/memo.js';
import { type Span, shiftSpan } from '../../text/span.js';
import type { NameConflict } from './nameConflicts.js';
import { ofText } from './ofText.js';
import type { Script } from './script.js';

/** The place of the name of a conflict, as offsets into the script; the whole statement where the name is not written. */
export function spanOfName(script: Pick<Script, 'text' | 'isLast'>, conflict: NameConflict): Span {
  const { what, name, space, statement: placed } = conflict;
  const known = knownPlaces(script, placed);
  const key = `${what} ${space} ${name}`;
  const span = known?.get(key) ?? placeOf(statementIn(script, placed.span), conflict);
  known?.set(key, span);
  return shiftSpan(span, placed.span.start);
}

/** Those that were asked for, which stay as long as the text of the statement does. */
const knownPlaces = ofText((): Map<string, Span> => new Map());

/** Relative to the statement. */
function placeOf(statement: StatementText, conflict: NameConflict): Span {
  const { what, name, space } = conflict;
  const names = query(namesIn, statement);
  const last = name.slice(name.lastIndexOf('.') + 1);
  const isPart = space === 'column' || space === 'constraint';
  // A part that exists already is written before the one that is added.
  const node = isPart
    ? ((what === 'again' ? names.get(`${space} ${last}`)?.at(-1) : undefined) ??
      names.get(`part ${last}`)?.at(-1))
    : (names.get(`relation ${name}`)?.[0] ?? fallback(statement, names, last, conflict));
  const schema = space === 'schema' ? schemaIn(statement, name) : undefined;
  return schema ?? spanOf(statement, node ?? treeOf(statement));
}

/** A schema before the name of something else. */
function schemaIn(statement: StatementText, schema: string): Span | undefined {
  for (const node of allIn(treeOf(statement)))
    if ((node.kind === 'table' || node.kind === 'name') && partsOf(statement, node).at(-2) === schema)
      return spanOf(statement, oneToken(node.first));
  return undefined;
}

/** The names of a statement by what they name and how they are written, folded. */
function namesIn(statement: StatementText): ReadonlyMap<string, readonly SyntaxNode[]> {
  const names = new Map<string, SyntaxNode[]>();
  const add = (key: string, node: SyntaxNode) => {
    const known = names.get(key);
    if (known) known.push(node);
    else names.set(key, [node]);
  };
  for (const node of allIn(treeOf(statement))) {
    if (node.kind !== 'table' && node.kind !== 'name' && node.kind !== 'column') continue;
    const isDefined = node.word === 'column' && node.parent?.kind === 'definition';
    const space = isDefined ? 'column' : node.word === 'constraint' ? 'constraint' : 'relation';
    const parts = partsOf(statement, node);
    if (node.kind !== 'table') add(`part ${parts.at(-1)}`, node);
    if (node.kind !== 'column') add(`${space} ${parts.join('.')}`, node);
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
