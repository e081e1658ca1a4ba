import { query } from '../text/memo.js';
import type { Column, Constraint, Relation } from './model.js';

/** The column of a name that a relation has; undefined where none is known. */
export const columnNamed = (relation: Relation, name: string): Column | undefined =>
  relation.columnNamed ? relation.columnNamed(name) : query(columnsByName, relation).get(name);

/** The same of a constraint. */
export const constraintNamed = (relation: Relation, name: string): Constraint | undefined =>
  relation.constraintNamed ? relation.constraintNamed(name) : query(constraintsByName, relation).get(name);

const columnsByName = ({ columns }: Relation): ReadonlyMap<string, Column> => byName(columns);
const constraintsByName = ({ constraints }: Relation): ReadonlyMap<string, Constraint> => byName(constraints);

/** Of several with a name, as of a query, the first counts. */
const byName = <Part extends { readonly name: string }>(parts: readonly Part[]): ReadonlyMap<string, Part> =>
  new Map(parts.toReversed().map((part) => [part.name, part]));
