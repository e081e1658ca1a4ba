import { replace } from '../../syntax/edits.js';
import { childrenOf, descendantsOf, nameOf } from '../../syntax/tree/nodes.js';
import { treeOf } from '../../syntax/tree/tree.js';
import type { Edit } from '../../text/edit.js';
import { query } from '../../text/memo.js';
import { castsIn } from '../script/casts.js';
import { type Script, type ScriptStatement, textOf } from '../script/script.js';
import { placeEdits } from './placeEdits.js';

/** Casts to another type in all statements but one. */
export function recast(script: Script, except: ScriptStatement, from: string, to: string): Edit[] {
  return [...(query(castsIn, script).get(from) ?? [])].flatMap((statement) => {
    if (statement === except) return [];
    const text = textOf(script, statement);
    return [...descendantsOf(treeOf(text), 'expression')].flatMap((expression) =>
      childrenOf(expression, 'type').flatMap((type) => {
        const name = { first: type.first, last: type.first };
        const isCast = type.first > expression.first && nameOf(text, { ...type, ...name }) === from;
        return isCast ? placeEdits(script, statement, replace(text, name, to)) : [];
      }),
    );
  });
}
