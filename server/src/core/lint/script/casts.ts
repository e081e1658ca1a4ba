import { replace } from '../../syntax/edits.js';
import { nextToken } from '../../syntax/lexer.js';
import { childrenOf, descendantsOf, nameOf } from '../../syntax/tree/nodes.js';
import { treeOf } from '../../syntax/tree/tree.js';
import type { Edit } from '../../text/edit.js';
import { placeEdits } from '../fixes/placeEdits.js';
import { type Script, type ScriptStatement, statementAt, textOf } from './script.js';

/** The statements of a text that hold a `::` cast, by the lower-case name of the type; now and then one that does not. */
export type Casts = ReadonlyMap<string, ReadonlySet<ScriptStatement>>;

/** Finds what `Casts` holds in one pass, since a script may have as many findings as casts. */
export function castsIn(script: Pick<Script, 'text' | 'statements'>): Casts {
  const casts = new Map<string, Set<ScriptStatement>>();
  for (let at = script.text.indexOf('::'); at >= 0; at = script.text.indexOf('::', at + 2)) {
    const token = nextToken(script.text, at + 2);
    const statement = token && statementAt(script, { start: at });
    if (!statement) continue;
    const name = script.text.slice(token.start, token.end).replaceAll('"', '').toLowerCase();
    const holding = casts.get(name);
    if (holding) holding.add(statement);
    else casts.set(name, new Set([statement]));
  }
  return casts;
}

/** Casts to another type in all statements but one. */
export function recast(script: Script, except: ScriptStatement, from: string, to: string): Edit[] {
  return [...(script.casts.get(from) ?? [])].flatMap((statement) => {
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
