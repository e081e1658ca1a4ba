import type { Facts } from './facts.js';
import type { Script, ScriptStatement, Wording } from './script.js';

/**
 * What a function tells of the text of a statement, kept for as long as a script has a statement of this text. Of most texts it
 * tells nothing, which is kept as one bit.
 */
export function ofText<Value>(
  make: (source: string, facts: Facts) => Value | undefined,
): (script: Pick<Script, 'text' | 'isLast'>, placed: ScriptStatement) => Value | undefined {
  const kept = new WeakMap<Wording, Value>();
  const bit = bits.next().value ?? 0;
  return ({ text, isLast }, { wording, span, facts }) => {
    if ((wording.silent & bit) !== 0) return undefined;
    const known = kept.get(wording);
    if (known !== undefined) return known;
    const value = make(text.slice(span.start, span.end), facts);
    if (value === undefined) wording.silent |= bit;
    else if (!isLast) kept.set(wording, value);
    return value;
  };
}

/** A bit for each function; those behind the thirtieth have none, and ask each time where nothing is told. */
const bits = (function* () {
  for (let at = 0; at < 30; at++) yield 1 << at;
})();
