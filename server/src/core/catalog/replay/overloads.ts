import type { TypeState } from './entry.js';
import { Names } from './history.js';

/** Those of one name, by the types that tell them from each other. */
export function overloadsOf<T>(all: Map<string, Names<T>>, name: string): Names<T> {
  const known = all.get(name);
  if (known) return known;
  const overloads = new Names<T>();
  all.set(name, overloads);
  return overloads;
}

/** A key for a list of types, which stays when a type is renamed. Undefined stands for an operand that is not there. */
export const signatureOfTypes = (types: readonly (TypeState | undefined)[]): string =>
  JSON.stringify(types.map((type) => type && keyOf(type)));

function keyOf({ written: { schema, name, dimensions }, entry }: TypeState): readonly unknown[] {
  if (entry) return [entry.id, dimensions > 0];
  // Built-in types are written with their schema by the grammar, and without it by people.
  return [schema === 'pg_catalog' ? undefined : schema, name, dimensions > 0];
}
