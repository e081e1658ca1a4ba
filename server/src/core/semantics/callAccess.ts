import { reserved } from '../syntax/names.js';
import type { SyntaxNode } from '../syntax/node.js';
import type { StatementText } from '../syntax/statement.js';
import { wordOf } from '../syntax/tokens.js';
import { allIn, childOf, descendantsOf, ownTokens, partsOf } from '../syntax/tree/nodes.js';
import type { Access, SessionPart } from './effectModel.js';
import { changesSetting, functionAccess } from './functions.js';

/** What the functions do that a query calls, wherever in it. */
export interface CallAccess {
  readonly access: Access;
  readonly session: SessionPart | undefined;
}

export function callAccess(statement: StatementText, node: SyntaxNode): CallAccess {
  const calls = calledIn(statement, node);
  const found = calls.map(functionAccess);
  const isUnknown =
    found.includes('unknown') ||
    hasStray(statement, node) ||
    hasForeignOperator(statement, node) ||
    hasOpaqueString(statement, node);
  return {
    access: found.includes('writes') ? 'writes' : isUnknown ? 'unknown' : 'reads',
    session: calls.some(changesSetting) ? 'setting' : undefined,
  };
}

/** The parts of the name of each function that is called. */
function calledIn(statement: StatementText, node: SyntaxNode): readonly (readonly string[])[] {
  const calls = Array.from(descendantsOf(node, 'call'), (call) => childOf(call, 'name', 'function'));
  const samples = Array.from(descendantsOf(node, 'clause', 'tablesample'), (sample) =>
    childOf(sample, 'name', 'method'),
  );
  return [...calls, ...samples].map((name) => (name ? nameOf(statement, name) : []));
}

/** The parts of the name of a function; none where it may be any. */
export function nameOf(statement: StatementText, name: SyntaxNode): readonly string[] {
  // COLLATION FOR is one function with a name of two words.
  if (wordOf(statement, name.first) === 'collation') return ['collation'];
  return isEscaped(statement, name) ? [] : partsOf(statement, name);
}

/** A name with escapes may be any. */
function isEscaped(statement: StatementText, { first, last }: SyntaxNode): boolean {
  for (let at = first; at <= last; at++) if (/^u&"/.test(wordOf(statement, at))) return true;
  return false;
}

/**
 * Whether something stands in a query that its tree makes nothing of, and that may be a call or a change: the tree takes
 * any text, and what cannot be shown to only read is no read.
 */
function hasStray(statement: StatementText, root: SyntaxNode): boolean {
  for (const node of allIn(root)) {
    if (named.has(node.kind)) continue;
    for (const at of ownTokens(node)) if (isStray(statement, node, at)) return true;
  }
  return false;
}

/** Nodes whose own words are names. */
const named: ReadonlySet<string> = new Set(['name', 'table', 'column', 'alias', 'type', 'constant']);

function isStray(statement: StatementText, node: SyntaxNode, at: number): boolean {
  const kind = statement.token(at)?.kind;
  if (kind !== 'word' && kind !== 'quotedWord') return false;
  const word = wordOf(statement, at);
  const expected = expectedIn[node.kind];
  if (expected && node.word !== 'operator') return !expected.has(word);
  if (changeVerbs.has(word))
    return !(node.kind === 'clause' && (mayHoldVerb.has(node.word) || node.word.split(' ').includes(word)));
  if (wordOf(statement, at + 1) !== '(') return false;
  return kind === 'quotedWord' || !(reserved.has(word) || beforeParentheses.has(word));
}

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** The words that stand between the parts of a query; others are what the tree has passed over. */
const expectedIn: Readonly<Partial<Record<SyntaxNode['kind'], ReadonlySet<string>>>> = {
  statement: setOf('union intersect except all distinct'),
  select: setOf('table only'),
  source: setOf('lateral only rows from with ordinality'),
  parens: new Set(),
  opaque: new Set(),
};

const changeVerbs = setOf('insert update delete merge');

/** ON CONFLICT DO UPDATE, and WHEN MATCHED THEN DELETE. */
const mayHoldVerb = setOf('do then');

/** Words of SQL that a parenthesis may follow and that are no functions there; PostgreSQL's reserved words never are. */
const beforeParentheses = setOf(
  `between by cube escape exists filter first in materialized next operator over range repeatable rollup row rows set
  sets values zone`,
);

/** OPERATOR(app.+): somebody's function is behind it. */
function hasForeignOperator(statement: StatementText, node: SyntaxNode): boolean {
  return [...descendantsOf(node, 'parens', 'operator')].some(
    ({ first, last }) => last - first > 2 && wordOf(statement, first + 1) !== 'pg_catalog',
  );
}

/**
 * A string with escapes that goes on in another line keeps them there, so that \' does not end it: where it ends is
 * not known here.
 */
function hasOpaqueString(statement: StatementText, node: SyntaxNode): boolean {
  return [...descendantsOf(node, 'constant')].some(
    ({ first, last }) =>
      last > first &&
      /^e'/i.test(wordOf(statement, first)) &&
      Array.from({ length: last - first }, (_part, by) => wordOf(statement, first + 1 + by)).some((part) =>
        part.includes('\\'),
      ),
  );
}
