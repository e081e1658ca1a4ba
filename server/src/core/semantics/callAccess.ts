import { reserved } from '../syntax/names.js';
import type { SyntaxNode } from '../syntax/node.js';
import type { StatementText } from '../syntax/statement.js';
import { wordOf } from '../syntax/tokens.js';
import { allIn, childOf, descendantsOf, ownTokens, partsOf } from '../syntax/tree/nodes.js';
import type { Access, SessionPart } from './effectModel.js';
import { changesSetting, functionAccess, isOnlySyntax, isSampling } from './functions.js';
import { isBuiltInOperator } from './operators.js';
import { setsOpaquely } from './setting.js';

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** What the functions do that a query calls, anywhere in it. */
export interface CallAccess {
  readonly access: Access;
  /** Whether one of them may do anything, whatever the others do. */
  readonly runsUnknown: boolean;
  readonly session: SessionPart | undefined;
}

export function callAccess(statement: StatementText, node: SyntaxNode): CallAccess {
  const calls = calledIn(statement, node);
  const found = [...calls.map(functionAccess), ...samplesIn(statement, node)];
  const isUnknown =
    found.includes('unknown') ||
    hasStray(statement, node) ||
    hasOpaqueSetting(statement, node) ||
    hasForeignOperator(statement, node) ||
    hasOpaqueString(statement, node);
  return {
    access: found.includes('writes') ? 'writes' : isUnknown ? 'unknown' : 'reads',
    runsUnknown: isUnknown,
    session: calls.some(changesSetting) ? 'setting' : undefined,
  };
}

/** Whether it calls a function whose effect is not known, as far as the tree shows the calls. */
export const callsUnknown = (statement: StatementText, node: SyntaxNode): boolean =>
  calledIn(statement, node).some((name) => functionAccess(name) === 'unknown');

/** The parts of the name of each function that is called. */
function calledIn(statement: StatementText, node: SyntaxNode): readonly (readonly string[])[] {
  return Array.from(descendantsOf(node, 'call'), (call) => {
    const name = childOf(call, 'name', 'function');
    return name ? nameOf(statement, name) : [];
  });
}

/** Whether a call of set_config() leaves open what the statements behind it do. */
function hasOpaqueSetting(statement: StatementText, node: SyntaxNode): boolean {
  return [...descendantsOf(node, 'call')].some((call) => {
    const name = childOf(call, 'name', 'function');
    return name && changesSetting(nameOf(statement, name)) && setsOpaquely(statement, call);
  });
}

/** What each method of TABLESAMPLE does. */
function samplesIn(statement: StatementText, node: SyntaxNode): readonly Access[] {
  return Array.from(descendantsOf(node, 'clause', 'tablesample'), (sample) => {
    const name = childOf(sample, 'name', 'method');
    return name && isSampling(nameOf(statement, name)) ? 'reads' : 'unknown';
  });
}

/** The parts of the name of a function; empty where it may be any function. */
export function nameOf(statement: StatementText, name: SyntaxNode): readonly string[] {
  // COLLATION FOR is one function with a name of two words; COLLATION alone is a user's function.
  if (wordOf(statement, name.first) === 'collation') return name.last > name.first ? ['collation'] : [];
  if (isEscaped(statement, name)) return [];
  const parts = partsOf(statement, name);
  const isQuoted = statement.token(name.last)?.kind === 'quotedWord';
  return isQuoted && isOnlySyntax(parts.at(-1) ?? '') ? [] : parts;
}

/** A name with escapes may be any name. */
function isEscaped(statement: StatementText, { first, last }: SyntaxNode): boolean {
  for (let at = first; at <= last; at++) if (/^u&"/.test(wordOf(statement, at))) return true;
  return false;
}

/**
 * Whether a query holds tokens that the tree could not place, which may be a call or a change. The tree accepts any text, and
 * what cannot be shown to only read does not count as a read.
 */
function hasStray(statement: StatementText, root: SyntaxNode): boolean {
  for (let at = root.first; at <= root.last; at++) if (isHiddenCall(statement, at)) return true;
  for (const node of allIn(root)) {
    if (isUnfinished(statement, node)) return true;
    if (named.has(node.kind)) continue;
    for (const at of ownTokens(node)) if (isStray(statement, node, at)) return true;
  }
  return false;
}

/**
 * Whether a token is a placeholder to us and may call for the server: `x$(1)` has a function `x$`, and in
 * `json_object('a':work())` a colon stands before a value.
 */
function isHiddenCall(statement: StatementText, at: number): boolean {
  const kind = statement.token(at)?.kind;
  if (kind === 'word') return wordOf(statement, at).includes('(');
  return kind === 'placeholder' && wordOf(statement, at + 1) === '(';
}

/** Whether a name ends in its dot, behind which the server reads on whatever word comes, or a label begins a call. */
function isUnfinished(statement: StatementText, node: SyntaxNode): boolean {
  if (node.kind === 'target') {
    const label = childOf(node, 'alias');
    return label !== undefined && ['(', '.'].includes(wordOf(statement, label.last + 1));
  }
  if (node.kind === 'name' && neverReserved.has(node.word) && reserved.has(wordOf(statement, node.first)))
    return true;
  return named.has(node.kind) && wordOf(statement, node.last) === '.';
}

/** Names that no reserved word can be: in `SELECT a COLLATE FOR UPDATE` COLLATE is a label. */
const neverReserved = setOf('collation window method');

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

/** The words between the parts of a query. The tree has skipped all others. */
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

/** Words of SQL that a parenthesis may follow and that are not functions there; PostgreSQL's reserved words never are. */
const beforeParentheses = setOf(
  `between by conflict cube escape exists filter first in materialized next operator over range repeatable rollup row rows set
  sets values zone`,
);

/**
 * A sign that PostgreSQL does not have calls a user's function. So do OPERATOR(app.+), and OPERATOR(1), which is a call.
 */
function hasForeignOperator(statement: StatementText, node: SyntaxNode): boolean {
  for (let at = node.first; at <= node.last; at++)
    if (statement.token(at)?.kind === 'operator' && !isBuiltInOperator(wordOf(statement, at))) return true;
  return [...descendantsOf(node, 'parens', 'operator')].some(({ first, last }) => {
    const path = Array.from({ length: last - first - 1 }, (_part, by) => wordOf(statement, first + 1 + by));
    const [sign = '', ...schema] = path.toReversed();
    return !/^[-+*/<>=~!@#%^&|`?]+$/.test(sign) || !['', '.pg_catalog'].includes(schema.join(''));
  });
}

/**
 * Whether a string with escapes continues on another line. The escapes then hold there too, so that \' does not end it, and its
 * end is not known here.
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
