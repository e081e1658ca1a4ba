import { builtIn } from './data.js';
// The numbers of the built-in data, for texts and for what no rule decides. `factsOf` has those of a dialect.

export const {
  /** Rows that one transaction may change. */
  maxRows,
  /** Indexes of one table, its primary key and UNIQUE constraints included. */
  maxIndexes,
  /** Columns that a table may have; dropped ones do not count. */
  maxColumns,
  /** Columns that the user guide promises. */
  promisedColumns,
  /** Schemas that a cluster may have besides `public` and `sys`. */
  maxSchemas,
  /** The most that ALTER STATISTICS … SET STATISTICS takes. */
  maxStatisticsTarget,
  /** Bytes of a view's text that were seen to work. */
  maxViewBytes,
  /** Columns of a primary key, a unique constraint or an index. */
  maxKeyColumns,
  /** Bytes that the columns of a key may be declared with; more is refused when the table is created. */
  maxDeclaredKeyBytes,
  /** Bytes of a key that the user guide promises. */
  maxKeyBytes,
  /** Bytes of a name in UTF-8; the server cuts off the rest. */
  maxNameBytes,
  /** Bytes of a CHAR and of a VARCHAR. */
  maxCharacters,
} = builtIn.limits;
