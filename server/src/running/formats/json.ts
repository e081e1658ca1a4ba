import type { AnswerColumn, Cell } from '../../connection/answer.js';
import type { Encoding, EncodingOptions } from './format.js';
import { kindOf } from './kind.js';

/** An array of objects. Values are written as PostgreSQL's row_to_json writes them: no digit of a number is lost. */
export function json({ columns }: EncodingOptions): Encoding {
  const object = objectOf(columns);
  return {
    head: '[',
    row: (cells, index) => `${index > 0 ? ',' : ''}\n  ${object(cells)}`,
    tail: (count) => (count > 0 ? '\n]\n' : ']\n'),
  };
}

/** An object on each line. */
export function ndjson({ columns }: EncodingOptions): Encoding {
  const object = objectOf(columns);
  return { head: '', row: (cells) => `${object(cells)}\n`, tail: () => '' };
}

function objectOf(columns: readonly AnswerColumn[]): (cells: readonly Cell[]) => string {
  const fields = uniqueNames(columns).map(
    (name, at) => [JSON.stringify(name), writerOf(columns[at]?.oid ?? 0)] as const,
  );
  return (cells) =>
    `{${fields.map(([name, value], at) => `${name}: ${value(cells[at] ?? null)}`).join(', ')}}`;
}

/** A second column "id" becomes "id_2": objects have each name once. */
function uniqueNames(columns: readonly AnswerColumn[]): readonly string[] {
  const taken = new Set(columns.map(({ name }) => name));
  const seen = new Set<string>();
  return columns.map(({ name }) => {
    let unique = name;
    for (let count = 2; seen.has(unique); count++) {
      if (!taken.has(`${name}_${count}`)) unique = `${name}_${count}`;
    }
    seen.add(unique);
    taken.add(unique);
    return unique;
  });
}

function writerOf(oid: number): (cell: Cell) => string {
  const write = writers[kindOf(oid)];
  return (cell) => (cell === null ? 'null' : write(cell));
}

const writers = {
  // NaN and Infinity are not numbers of JSON
  number: (text: string) =>
    /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text) ? text : JSON.stringify(text),
  boolean: (text: string) => (text === 't' ? 'true' : text === 'f' ? 'false' : JSON.stringify(text)),
  // The server's own text, on one line: NDJSON ends an object where a line ends
  json: (text: string) => text.replace(/[\r\n]+\s*/g, ' '),
  text: (text: string) => JSON.stringify(text),
} as const;
