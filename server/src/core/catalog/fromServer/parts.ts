import { columnsOf } from './columns.js';
import { constraintsOf } from './constraints.js';
import { indexesOf } from './indexes.js';
import type { TableParts } from './model.js';
import type { Question } from './question.js';

/** The questions for what a table or view is made of, by its oid: one each. */
export const partsOf = (
  oid: string,
): { readonly [Part in keyof TableParts]: Question<TableParts[Part]> } => ({
  columns: columnsOf([oid]),
  indexes: indexesOf([oid]),
  constraints: constraintsOf(oid),
});
