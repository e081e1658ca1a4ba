import type { Facts } from './facts.js';
import type { Script } from './script.js';

/**
 * What a function makes of the DDL of a script, wherever it stands: kept while the statements of DDL stay the same, so that
 * typing in a query does not ask for the catalog again. Facts are the same as long as a statement's text is.
 */
export function ofDdl<Value>(make: (script: Script) => Value): (script: Script) => Value {
  let last: { readonly asOf: unknown; readonly facts: readonly Facts[]; readonly value: Value } | undefined;
  return (script) => {
    // Where one file ends and the next begins is not told by their facts.
    if (script.parts.length > 1) return make(script);
    const facts = script.statements.flatMap((statement) =>
      statement.facts.ddl.length > 0 ? [statement.facts] : [],
    );
    const isSame =
      last?.asOf === script.asOf &&
      last.facts.length === facts.length &&
      facts.every((one, at) => one === last?.facts[at]);
    if (!last || !isSame) last = { asOf: script.asOf, facts, value: make(script) };
    return last.value;
  };
}
