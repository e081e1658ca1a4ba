import { replace } from '../../syntax/edits.js';
import { quoteString, stringAt, uncast } from '../../syntax/literals.js';
import type { SyntaxNode } from '../../syntax/node.js';
import type { StatementText } from '../../syntax/statement.js';
import { childrenOf, descendantsOf, nameOf } from '../../syntax/tree/nodes.js';
import type { Edit } from '../../text/edit.js';
import type { Script, ScriptStatement } from '../script/script.js';
import { statementsWith } from '../script/wordsIn.js';
import { piecesOf } from './pieces.js';
import type { RewrittenValues } from './writtenValues.js';

/**
 * Casts to another type in all statements but one, and what functions take, keep and answer. A constant that is cast is
 * written as `value` reads it.
 */
export function recast(
  script: Script,
  except: ScriptStatement,
  { from, to, value }: Recasting,
): RewrittenValues {
  const edits: Edit[] = [];
  const byHand = new Set<ScriptStatement>();
  for (const placed of statementsWith(script, from)) {
    if (placed === except) continue;
    for (const { text, tree, place } of piecesOf(script, placed)) {
      const own = [...descendantsOf(tree, 'type')].flatMap((type) => {
        const name = { first: type.first, last: type.first };
        if (!isOfValue(type) || nameOf(text, { ...type, ...name }) !== from) return [];
        return [...replace(text, name, to), ...ofConstant(text, type, value)];
      });
      const placedEdits = place(own);
      if (placedEdits) edits.push(...placedEdits);
      else if (own.length > 0) byHand.add(placed);
    }
  }
  return { edits, byHand: byHand.size };
}

export interface Recasting {
  readonly from: string;
  readonly to: string;
  readonly value: (written: string) => string | undefined;
}

/** Whether a type is that of a value, not of a column or a domain, which have findings of their own. */
function isOfValue({ parent }: SyntaxNode): boolean {
  if (parent?.kind === 'definition') return parent.parent?.parent?.word === 'returns';
  const isCast = parent?.kind === 'expression' || parent?.parent?.kind === 'call';
  return isCast || ofFunctions.has(parent?.kind ?? '') || parent?.word === 'returns';
}

const ofFunctions: ReadonlySet<string> = new Set(['argument', 'declaration']);

/** `'$5'::money`, `money '$5'`, CAST ('$5' AS money), `x money := '$5'` */
function ofConstant(text: StatementText, type: SyntaxNode, value: Recasting['value']): readonly Edit[] {
  const { parent } = type;
  const constants = [
    ...childrenOf(parent, 'constant').filter(
      ({ first, last }) => last === type.first - 2 || first === type.last + 1,
    ),
    ...childrenOf(parent, 'expression'),
    ...childrenOf(parent, 'clause', 'default').flatMap((clause) => childrenOf(clause, 'expression')),
  ];
  return constants.flatMap((node) => {
    const constant = uncast(text, node);
    const written = constant.kind === 'constant' ? stringAt(text, constant) : undefined;
    const changed = written === undefined ? undefined : value(written);
    return changed === undefined ? [] : replace(text, constant, quoteString(changed));
  });
}
