import type { Cell } from '../../connection/answer.js';
import type { Encoding, EncodingOptions } from './format.js';

/** RFC 4180. As PostgreSQL's COPY has it, NULL is nothing at all and the empty string a pair of quotes. */
export const csv = (options: EncodingOptions): Encoding => delimited(options, ',', '\r\n', /[",\r\n]/);

/** For spreadsheets: fields that hold a tab or a line break are quoted as in CSV. */
export const tsv = (options: EncodingOptions): Encoding => delimited(options, '\t', '\n', /[\t\r\n]|^"/);

function delimited(
  { columns, hasHeader, neutralizesFormulas }: EncodingOptions,
  delimiter: string,
  lineEnd: string,
  special: RegExp,
): Encoding {
  const field = (value: Cell): string => {
    if (value === null) return '';
    const cell = neutralizesFormulas ? neutral(value) : value;
    return cell === '' && delimiter === ',' ? '""' : special.test(cell) ? quoted(cell) : cell;
  };
  const line = (cells: readonly Cell[]) => cells.map(field).join(delimiter) + lineEnd;
  return {
    head: hasHeader ? line(columns.map(({ name }) => name)) : '',
    row: line,
    tail: () => '',
  };
}

/**
 * A spreadsheet takes what begins so for a formula, and what follows an apostrophe for text:
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
const neutral = (text: string): string => (isFormula.test(text) && !isNumber.test(text) ? `'${text}` : text);

const isFormula = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;
const isNumber = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
