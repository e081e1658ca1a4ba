import { columnsOf } from './columns.js';
import { constraintsOf } from './constraints.js';
import { indexesOf } from './indexes.js';
import type { ServerColumn, ServerConstraint, ServerIndex } from './model.js';
import type { Question } from './question.js';

/** What a table is made of. */
export interface TableParts {
  readonly columns: readonly ServerColumn[];
  readonly indexes: readonly ServerIndex[];
  readonly constraints: readonly ServerConstraint[];
}

/** The questions for what a table or view is made of, by its oid: one each. */
export const partsOf = (
  oid: string,
): { readonly [Part in keyof TableParts]: Question<TableParts[Part]> } => ({
  columns: columnsOf([oid]),
  indexes: indexesOf([oid]),
  constraints: constraintsOf([oid]),
});
