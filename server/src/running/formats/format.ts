import type { AnswerColumn, Cell } from '../../connection/answer.js';

/** Writes rows one by one: `head`, each row with its index, `tail`. */
export interface Encoding {
  readonly head: string;
  readonly row: (cells: readonly Cell[], index: number) => string;
  /** `count`: how many rows were written. */
  readonly tail: (count: number) => string;
}

export interface EncodingOptions {
  readonly columns: readonly AnswerColumn[];
  /** Whether the names of the columns come first, where the format leaves the choice. */
  readonly hasHeader: boolean;
  /** Whether CSV and TSV keep a spreadsheet from running what is in a cell. */
  readonly neutralizesFormulas: boolean;
  /** The table that INSERT names, quoted as SQL needs it. */
  readonly table: string;
}
