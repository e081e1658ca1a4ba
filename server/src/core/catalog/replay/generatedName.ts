import { clip, longest, makeName, utf8Length } from '../madeName.js';
import type { SchemaEntry } from './entry.js';
import { Names } from './history.js';

/**
 * A name such as `orders_pkey`, `orders_email_idx` or `orders_id_seq` that no relation of the schema has. The name of a
 * constraint is not that of another constraint either.
 */
export const relationNameFor = (
  { classes, constraintNames }: SchemaEntry,
  { table, part, label, isConstraint }: NameParts,
): string =>
  classes.firstFree(
    (number) => makeName(table, part, label + number),
    (name) => isConstraint && constraintNames.now(name) !== undefined,
  );

export const constraintNameFor = (
  { constraintNames }: SchemaEntry,
  { table, part, label }: Omit<NameParts, 'isConstraint'>,
): string =>
  constraintNames.firstFree(
    (number) => makeName(table, part, label + number),
    () => false,
  );

interface NameParts {
  readonly table: string;
  /** The columns that it is about. */
  readonly part: string | undefined;
  readonly label: string;
  readonly isConstraint: boolean;
}

/** The columns of an index as its name has them. Equal ones get a number. */
export function indexNamePart(titles: readonly string[]): string {
  const used = new Names<true>();
  const parts: string[] = [];
  let length = 0;
  for (const title of titles) {
    if (length >= longest) break;
    const name = used.firstFree(
      (number) => clip(title, longest - number.length) + number,
      () => false,
    );
    used.historyOf(name).set(0, true);
    parts.push(name);
    length += utf8Length(name) + 1;
  }
  return parts.join('_');
}
