import type { Cell } from '../sink.js';
import type { Encoding, EncodingOptions } from './encoding.js';

/** RFC 4180. As PostgreSQL's COPY has it, NULL is nothing at all and the empty string a pair of quotes. */
export const csv = (options: EncodingOptions): Encoding => delimited(options, ',', '\r\n', /[",\r\n]/);

/** For spreadsheets: fields that hold a tab or a line break are quoted as in CSV. */
export const tsv = (options: EncodingOptions): Encoding => delimited(options, '\t', '\n', /[\t\r\n]|^"/);

function delimited(
  { columns, hasHeader }: EncodingOptions,
  delimiter: string,
  lineEnd: string,
  special: RegExp,
): Encoding {
  const field = (cell: Cell): string => {
    if (cell === null) return '';
    return cell === '' && delimiter === ',' ? '""' : special.test(cell) ? quoted(cell) : cell;
  };
  const line = (cells: readonly Cell[]) => cells.map(field).join(delimiter) + lineEnd;
  return {
    head: hasHeader ? line(columns.map(({ name }) => name)) : '',
    row: line,
    tail: () => '',
  };
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
