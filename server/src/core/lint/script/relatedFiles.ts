import type { ScriptStatement } from './script.js';

/**
 * Groups a list of files, by the statements of each. A new group begins where a file creates a table, a view or a type that an
 * earlier file has created and kept: it does not run after that file, and what is said of the name in one group does not hold
 * in the other.
 */
export function relatedFiles(files: readonly (readonly ScriptStatement[])[]): readonly FileRange[] {
  if (files.length === 1) return [{ first: 0, end: 1 }];
  const ranges: { first: number; end: number }[] = [];
  let made = new Set<string>();
  files.forEach((statements, at) => {
    const last = ranges.at(-1);
    if (last && !makesAgain(statements, made)) last.end = at + 1;
    else {
      ranges.push({ first: at, end: at + 1 });
      made = new Set();
    }
    for (const [name, isThere] of namesBehind(statements)) {
      if (isThere) made.add(name);
      else made.delete(name);
    }
  });
  return ranges;
}

/** Files by their numbers, the last one not included. */
export interface FileRange {
  readonly first: number;
  readonly end: number;
}

function makesAgain(statements: readonly ScriptStatement[], made: ReadonlySet<string>): boolean {
  const gone = new Set<string>();
  for (const { facts } of statements)
    for (const { what, space, name, isGuarded, kind } of facts.names) {
      const key = keyOf(space, name);
      if (what === 'drops') gone.add(key);
      const isLoose = isGuarded && kind !== 'table';
      if (what === 'makes' && isKept(space) && !isLoose && made.has(key) && !gone.has(key)) return true;
    }
  return false;
}

/** What exists or is dropped at the end, by name. */
function namesBehind(statements: readonly ScriptStatement[]): ReadonlyMap<string, boolean> {
  const names = new Map<string, boolean>();
  for (const { facts } of statements)
    for (const { what, space, name } of facts.names)
      if (isKept(space) && (what === 'makes' || what === 'drops'))
        names.set(keyOf(space, name), what === 'makes');
  return names;
}

/** Many files of one schema have a CREATE SCHEMA. */
const isKept = (space: string): boolean => space === 'relation' || space === 'type';

const keyOf = (space: string, name: string): string => `${space} ${name.replace(/^public\./, '')}`;
