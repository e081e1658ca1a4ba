import { query } from '../text/memo.js';
import type { Column, Relation } from './model.js';

/** The column of a name that a relation has; undefined where none is known. */
export const columnNamed = (relation: Relation, name: string): Column | undefined =>
  relation.columnNamed ? relation.columnNamed(name) : query(columnsByName, relation).get(name);

/** Of several with a name, as of a query, the first counts. */
const columnsByName = ({ columns }: Relation): ReadonlyMap<string, Column> =>
  new Map(columns.toReversed().map((column) => [column.name, column]));
