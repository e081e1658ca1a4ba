import type { Cell } from '../../../../server/src/connection/answer.js';
import { csv, tsv } from '../../../../server/src/running/formats/delimited.js';
import type { Encoding, EncodingOptions } from '../../../../server/src/running/formats/format.js';
import { json, ndjson } from '../../../../server/src/running/formats/json.js';
import type { Format } from '../messages.js';
import { insert } from './insert.js';
import { markdown } from './markdown.js';

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
