import { query } from '../text/memo.js';
import { type Span, shiftSpan } from '../text/span.js';
import type { Facts } from './script/facts.js';
import { createdFunctions } from './script/foreignCalls.js';
import type { Script, ScriptStatement } from './script/script.js';

/**
 * What is found in each statement of a script that creates functions, kept while its text and all DDL of the script stay the
 * same. `find` answers places that are relative to the statement.
 */
export function foundWithFunctions<T extends { readonly at: Span }>(
  find: (script: Script, placed: ScriptStatement, number: number) => readonly T[],
): (script: Script) => readonly T[] {
  /** By a statement's facts and the number of DDL statements before it. */
  let kept = new Map<Facts, Map<number, readonly T[]>>();
  let keptUnder: readonly Facts[] = [];
  return (script) => {
    if (query(createdFunctions, script).size === 0) return [];
    const under = script.statements.flatMap(({ facts }) => (isDdl(facts) ? [facts] : []));
    const isSame = under.length === keptUnder.length && under.every((facts, at) => facts === keptUnder[at]);
    const before = isSame ? kept : undefined;
    keptUnder = under;
    kept = new Map();
    let made = 0;
    return script.statements.flatMap((placed, number) => {
      const { facts, span } = placed;
      if (isDdl(facts)) made++;
      const found = before?.get(facts)?.get(made) ?? find(script, placed, number);
      kept.set(facts, (kept.get(facts) ?? new Map()).set(made, found));
      return found.map((one) => ({ ...one, at: shiftSpan(one.at, span.start) }));
    });
  };
}

const isDdl = ({ ddl }: Facts): boolean => ddl.length > 0;
