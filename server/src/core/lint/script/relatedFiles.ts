import { dotted } from '../../text/dotted.js';
import { inPublic } from './nameConflicts.js';
import type { NameEvent } from './nameEvents.js';
import { dropDependents, dropName, emptyStage, isMade, type NameStage } from './nameStage.js';
import type { ScriptStatement } from './script.js';

/**
 * Groups a list of files, by the statements of each. A new group begins where a file creates a table, a view or a type that an
 * earlier file has created and that nothing has dropped since, CASCADE included: it does not run after that file, and what is
 * said of the name in one group does not hold in the other. Files of one folder whose order is known run after each other,
 * whatever they create: `folderOf` tells the folder of a file.
 */
export function relatedFiles(
  files: readonly (readonly ScriptStatement[])[],
  folderOf: (file: number) => object | undefined = () => undefined,
): readonly FileRange[] {
  if (files.length === 1) return [{ first: 0, end: 1 }];
  const ranges: { first: number; end: number }[] = [];
  let stage = emptyStage();
  files.forEach((statements, at) => {
    const last = ranges.at(-1);
    const folder = folderOf(at);
    const goesOn = folder !== undefined && folder === folderOf(at - 1);
    const isAgain = last !== undefined && makesAgain(statements, stage);
    if (last && (goesOn || !isAgain)) last.end = at + 1;
    else {
      ranges.push({ first: at, end: at + 1 });
      stage = emptyStage();
      makesAgain(statements, stage);
    }
  });
  return ranges;
}

/** Files by their numbers, the last one not included. */
export interface FileRange {
  readonly first: number;
  readonly end: number;
}

/** Whether a file creates what an earlier one has left. If not, what it creates and drops is noted. */
function makesAgain(statements: readonly ScriptStatement[], stage: NameStage): boolean {
  const own = new Set<string>();
  let schema = usual;
  for (const { facts } of statements) {
    for (const change of facts.ddl) if (change.kind === 'set path') schema = firstOf(change.path);
    for (const written of facts.names) {
      const event = inPublic(withSchema(written, schema));
      const { what, space, name, isGuarded, kind } = event;
      if (what === 'drops') dropName(stage, event);
      else if (what === 'empties') dropDependents(stage, event);
      else if (what === 'makes' && isKept(space)) {
        const isLoose = isGuarded && kind !== 'table';
        if (isMade(stage, event) && !isLoose && !own.has(`${space} ${name}`)) return true;
        own.add(`${space} ${name}`);
      }
    }
  }
  return false;
}

const usual = 'public';

/** The schema of what is created without one. */
const firstOf = (path: readonly string[] = []): string => path.find((schema) => schema !== '$user') ?? usual;

function withSchema(event: NameEvent, schema: string): NameEvent {
  const { space, name, owner } = event;
  if (schema === usual || !isKept(space)) return event;
  const within = (one: string) => (one.includes('.') ? one : dotted(schema, one));
  return { ...event, name: within(name), owner: owner && within(owner) };
}

/** Many files of one schema have a CREATE SCHEMA. */
const isKept = (space: string): boolean => space === 'relation' || space === 'type';
