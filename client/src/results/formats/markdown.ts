import type { Encoding, EncodingOptions } from '../../../../server/src/running/formats/format.js';
import { kindOf } from '../../../../server/src/running/formats/kind.js';

/** A table of GitHub's Markdown; numbers to the right. */
export function markdown({ columns }: EncodingOptions): Encoding {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  return {
    head:
      line(columns.map(({ name }) => escaped(name))) +
      line(columns.map(({ oid }) => (kindOf(oid) === 'number' ? '---:' : '---'))),
    row: (cells) => line(cells.map((cell) => (cell === null ? '*NULL*' : escaped(cell)))),
    tail: () => '',
  };
}

const escaped = (text: string): string =>
  text.replace(/[\\`*[\]<>|~]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)/g, '\\$&').replace(/\r\n|\r|\n/g, '<br>');
