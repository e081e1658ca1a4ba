import { replace } from '../../syntax/edits.js';
import { quoteString, stringAt, uncast } from '../../syntax/literals.js';
import type { SyntaxNode, TokenRange } from '../../syntax/node.js';
import type { StatementText } from '../../syntax/statement.js';
import { childOf, childrenOf, descendantsOf, nameOf, oneToken, partsOf } from '../../syntax/tree/nodes.js';
import { sourceOf } from '../../syntax/words.js';
import { append } from '../../text/append.js';
import type { Edit } from '../../text/edit.js';
import { query } from '../../text/memo.js';
import type { Script, ScriptStatement } from '../script/script.js';
import { statementsWith } from '../script/wordsIn.js';
import { comparedConstants } from './comparedConstants.js';
import { piecesOf } from './pieces.js';
import type { RewrittenValues } from './writtenValues.js';

/**
 * Changes the type in casts in all statements but one, and in the parameters, variables and results of functions. A constant
 * that is cast is written as `value` reads it.
 */
export function recast(script: Script, except: ScriptStatement, recasting: Recasting): RewrittenValues {
  const edits: Edit[] = [];
  let byHand = 0;
  for (const statement of recastIn(script, recasting)) {
    if (statement.placed === except) continue;
    append(edits, statement.edits);
    byHand += statement.byHand;
  }
  return { edits, byHand };
}

export interface Recasting {
  readonly from: string;
  /** Undefined for a type that keeps its name, such as a domain. */
  readonly to?: string;
  readonly value: (written: string) => string | undefined;
}

interface RecastStatement extends RewrittenValues {
  readonly placed: ScriptStatement;
}

/** The statements that cast to a type, changed once, however many columns of the type a script has. */
function recastIn(script: Script, recasting: Recasting): readonly RecastStatement[] {
  const known = query(recastings, script);
  const key = JSON.stringify([recasting.from, recasting.to]);
  const found =
    known.get(key) ??
    statementsWith(script, recasting.from)
      .map((placed) => recastStatement(script, placed, recasting))
      .filter(({ edits, byHand }) => edits.length + byHand > 0);
  known.set(key, found);
  return found;
}

const recastings = (_: Script): Map<string, readonly RecastStatement[]> => new Map();

function recastStatement(
  script: Script,
  placed: ScriptStatement,
  { from, to, value }: Recasting,
): RecastStatement {
  const edits: Edit[] = [];
  let byHand = 0;
  const pieces = [...piecesOf(script, placed)];
  const names = pieces.flatMap(({ text, tree }) => namesOfType(text, tree, from));
  for (const { text, tree, place } of pieces) {
    const types = typesOfValues(text, tree, from);
    const compared = names.length > 0 ? comparedConstants(text, tree) : undefined;
    const beside = names.flatMap((name) => compared?.get(name) ?? []);
    const own = [
      ...(to === undefined ? [] : types.flatMap((type) => replace(text, nameIn(text, type), to))),
      ...[...new Set([...types.flatMap((type) => ofType(text, type)), ...beside])].flatMap((node) =>
        rewritten(text, node, value),
      ),
    ];
    const placedEdits = place(own);
    if (placedEdits) append(edits, placedEdits);
    else if (own.length > 0) byHand = 1;
  }
  return { placed, edits, byHand };
}

const typesOfValues = (text: StatementText, tree: SyntaxNode, wanted: string): readonly SyntaxNode[] =>
  [...descendantsOf(tree, 'type')].filter(
    (type) => isOfValue(type) && partsOf(text, { ...type, ...nameIn(text, type) }).at(-1) === wanted,
  );

/** The name of a type with its schema, without modifiers and brackets. */
function nameIn(text: StatementText, { first, last }: SyntaxNode): TokenRange {
  let end = first;
  while (end + 2 <= last && sourceOf(text, oneToken(end + 1)) === '.') end += 2;
  return { first, last: end };
}

/** Whether a type is that of a value. A column and a domain have findings of their own. */
function isOfValue({ parent }: SyntaxNode): boolean {
  if (parent?.kind === 'definition') return parent.parent?.parent?.word === 'returns';
  const isCast = parent?.kind === 'expression' || parent?.parent?.kind === 'call';
  return isCast || ofFunctions.has(parent?.kind ?? '') || parent?.word === 'returns';
}

const ofFunctions: ReadonlySet<string> = new Set(['argument', 'declaration']);

/** The parameters and variables that a function declares with a type. */
const namesOfType = (text: StatementText, tree: SyntaxNode, wanted: string): readonly string[] =>
  typesOfValues(text, tree, wanted).flatMap(({ parent }) =>
    parent && ofFunctions.has(parent.kind) ? [nameOf(text, childOf(parent, 'name'))] : [],
  );

/** `'$5'::money`, `money '$5'`, CAST ('$5' AS money), `x money := '$5'` */
function ofType(text: StatementText, type: SyntaxNode): readonly SyntaxNode[] {
  const { parent } = type;
  const constants = [
    ...childrenOf(parent, 'constant').filter(
      ({ first, last }) => last === type.first - 2 || first === type.last + 1,
    ),
    ...childrenOf(parent, 'expression'),
    ...childrenOf(parent, 'clause', 'default').flatMap((clause) => childrenOf(clause, 'expression')),
  ];
  return constants.map((node) => uncast(text, node));
}

function rewritten(text: StatementText, constant: SyntaxNode, value: Recasting['value']): readonly Edit[] {
  const written = constant.kind === 'constant' ? stringAt(text, constant) : undefined;
  const changed = written === undefined ? undefined : value(written);
  return changed === undefined ? [] : replace(text, constant, quoteString(changed));
}
