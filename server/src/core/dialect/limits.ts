// Sources: https://docs.aws.amazon.com/aurora-dsql/latest/userguide/CHAP_quotas.html, and what live clusters answered.

/** Rows that one transaction may change. */
export const maxRows = 3_000;

/** Indexes of one table, its primary key and UNIQUE constraints included. */
export const maxIndexes = 24;

/** Columns that a table may have; dropped ones do not count. */
export const maxColumns = 256;

/** Columns that the user guide promises. */
export const promisedColumns = 255;

/** Schemas that a cluster may have besides `public` and `sys`. */
export const maxSchemas = 10;

/** The most that ALTER STATISTICS … SET STATISTICS takes. */
export const maxStatisticsTarget = 100;

/** Bytes of a view's text that were seen to work. */
export const maxViewBytes = 120 * 1_024;

/** Columns of a primary key, a unique constraint or an index. */
export const maxKeyColumns = 8;

/** Bytes that the columns of a key may be declared with; more is refused when the table is created. */
export const maxDeclaredKeyBytes = 2_000;

/** Bytes of a key that the user guide promises. */
export const maxKeyBytes = 1_024;

/** Bytes of a name in UTF-8; the server cuts off the rest. */
export const maxNameBytes = 63;

/** Bytes of a CHAR and of a VARCHAR. */
export const maxCharacters = { bpchar: 4_096, varchar: 65_535 } as const;
