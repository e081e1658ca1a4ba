import type { Script } from './script.js';

/**
 * A function of scripts that remembers what it has answered for the last version of a text. Each text has a memory of its own, so
 * that of two files which are edited in turn none forgets what the other does not know.
 */
export function perText<Value>(make: () => (script: Script) => Value): (script: Script) => Value {
  const known = new WeakMap<object, (script: Script) => Value>();
  return (script) => {
    const own = known.get(script.lineage) ?? make();
    known.set(script.lineage, own);
    return own(script);
  };
}
