import type { AnswerColumn, Cell } from '../../connection/answer.js';
import { csv } from '../../running/formats/delimited.js';
import type { EncodingOptions } from '../../running/formats/format.js';
import { json } from '../../running/formats/json.js';
import { kindOf } from '../../running/formats/kind.js';
import type { Paint } from '../paint.js';
import { cellsOf } from './cells.js';
import { jsonText, printable } from './escape.js';

export const answerFormats = ['table', 'csv', 'json'] as const;
export type AnswerFormat = (typeof answerFormats)[number];

/** A statement whose answer is written. `line` counts from 1. */
export interface Answered {
  readonly line: number;
  readonly columns: readonly AnswerColumn[] | undefined;
  /** The command tag; undefined where it has failed. */
  readonly tag: string | undefined;
}

/** Writes what the statements of a run answer, one after the other. */
export interface AnswerWriter {
  readonly head: string;
  readonly columns: (columns: readonly AnswerColumn[], line: number) => string;
  readonly rows: (rows: readonly (readonly Cell[])[]) => string;
  readonly end: (answered: Answered) => string;
  readonly tail: string;
}

export const answerWriters: Readonly<Record<AnswerFormat, (paint: Paint) => AnswerWriter>> = {
  table: tables,
  csv: csvs,
  json: documents,
};

/** As psql shows them. Widths are those of the rows that come together. */
function tables(paint: Paint): AnswerWriter {
  let columns: readonly AnswerColumn[] = [];
  let isHeaded = false;
  const write = (rows: readonly (readonly Cell[])[]): string => {
    const texts = rows.map((row) => columns.map((_, at) => printable(row[at] ?? '')));
    const names = columns.map(({ name }) => printable(name));
    const widths = names.map((name, at) =>
      texts.reduce((most, row) => Math.max(most, cellsOf(row[at] ?? '')), cellsOf(name)),
    );
    const line = (cells: readonly string[], color: (text: string) => string = (text) => text) =>
      `${cells
        .map((cell, at) => {
          const blanks = ' '.repeat(Math.max(0, (widths[at] ?? 0) - cellsOf(cell)));
          const isRight = kindOf(columns[at]?.oid ?? 0) === 'number';
          return color(isRight ? blanks + cell : cell + blanks);
        })
        .join(' | ')
        .trimEnd()}\n`;
    const head = isHeaded
      ? ''
      : line(names, (text) => paint('bold', text)) +
        `${widths.map((width) => '-'.repeat(width)).join('-+-')}\n`;
    isHeaded = true;
    return head + texts.map((row) => line(row)).join('');
  };
  return {
    head: '',
    columns: (named) => {
      columns = named;
      isHeaded = false;
      return '';
    },
    rows: write,
    end: ({ columns: named, tag }) => {
      if (tag === undefined) return '';
      const rest = named && !isHeaded ? write([]) : '';
      return `${rest}${paint('dim', tag)}\n${named ? '\n' : ''}`;
    },
    tail: '',
  };
}

/** Statements without rows write nothing. An empty line separates results with columns. */
function csvs(): AnswerWriter {
  let count = 0;
  let encoding = csv(optionsOf([]));
  return {
    head: '',
    columns: (named) => {
      encoding = csv(optionsOf(named));
      return (count++ > 0 ? '\r\n' : '') + encoding.head;
    },
    rows: (rows) => rows.map((row) => encoding.row(row, 0)).join(''),
    end: () => '',
    tail: '',
  };
}

/** One document, in which each statement that was done has an entry. */
function documents(): AnswerWriter {
  let encoding = json(optionsOf([]));
  let entries = 0;
  let rowCount = 0;
  const open = (line: number) => `${entries++ > 0 ? ',' : ''}\n{ "line": ${line}`;
  return {
    head: '{ "schemaVersion": 1, "statements": [',
    columns: (named, line) => {
      encoding = json(optionsOf(named));
      rowCount = 0;
      const columns = named.map(({ name, type }) => ({ name, type }));
      return `${open(line)}, "columns": ${jsonText(columns)}, "rows": ${encoding.head}`;
    },
    rows: (rows) => rows.map((row) => encoding.row(row, rowCount++)).join(''),
    end: ({ line, columns, tag }) => {
      const begun = columns ? encoding.tail(rowCount).trimEnd() : open(line);
      return `${begun}, "tag": ${jsonText(tag ?? null)} }`;
    },
    tail: '\n] }\n',
  };
}

const optionsOf = (columns: readonly AnswerColumn[]): EncodingOptions => ({
  columns,
  hasHeader: true,
  neutralizesFormulas: false,
  table: '',
});
