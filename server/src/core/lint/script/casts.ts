import { nextToken } from '../../syntax/lexer.js';
import { type Script, type ScriptStatement, statementAt } from './script.js';

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
