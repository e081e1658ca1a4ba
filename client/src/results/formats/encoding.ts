import type { Format } from '../messages.js';
import type { Cell, Column } from '../sink.js';
import { csv, tsv } from './delimited.js';
import { insert } from './insert.js';
import { json, ndjson } from './json.js';
import { markdown } from './markdown.js';

/** Writes rows one by one: `head`, each row with its index, `tail`. */
export interface Encoding {
  readonly head: string;
  readonly row: (cells: readonly Cell[], index: number) => string;
  /** `count`: how many rows were written. */
  readonly tail: (count: number) => string;
}

export interface EncodingOptions {
  readonly columns: readonly Column[];
  /** Whether the names of the columns come first, where the format leaves the choice. */
  readonly hasHeader: boolean;
  /** Whether CSV and TSV keep a spreadsheet from running what stands in a cell. */
  readonly neutralizesFormulas: boolean;
  /** The table that INSERT names, quoted as SQL needs it. */
  readonly table: string;
}

export const encodings: Readonly<Record<Format, (options: EncodingOptions) => Encoding>> = {
  tsv,
  csv,
  json,
  ndjson,
  markdown,
  insert,
};

/** The whole text of some rows. */
export function encode(encoding: Encoding, rows: Iterable<readonly Cell[]>): string {
  const parts = [encoding.head];
  let count = 0;
  for (const row of rows) parts.push(encoding.row(row, count++));
  parts.push(encoding.tail(count));
  return parts.join('');
}
