import type { Facts } from './facts.js';
import type { Script, ScriptStatement } from './script.js';

/** What a function tells of the text of a statement, kept for as long as a script has a statement of this text. */
export function ofText<Value>(
  make: (source: string, facts: Facts) => Value,
): (script: Pick<Script, 'text'>, placed: ScriptStatement) => Value {
  const kept = new WeakMap<object, { readonly value: Value }>();
  return ({ text }, { wording, span, facts }) => {
    const known = kept.get(wording) ?? { value: make(text.slice(span.start, span.end), facts) };
    kept.set(wording, known);
    return known.value;
  };
}
