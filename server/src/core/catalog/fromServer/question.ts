import { quoteName } from '../../syntax/names.js';

/** A question to the catalog of a server, and what the rows of its answer mean. */
export interface Question<Answer> {
  readonly sql: string;
  /** Of its parameters, in order. */
  readonly values: readonly string[];
  readonly read: (rows: readonly (readonly (string | null)[])[]) => Answer;
}

/** A row of an answer, whose cells are read by the names of their columns. */
export interface NamedCells<Name extends string> {
  /** Empty for NULL. */
  readonly text: (name: Name) => string;
  readonly optional: (name: Name) => string | undefined;
  readonly isTrue: (name: Name) => boolean;
  /** The elements of an array of one dimension; none for NULL. */
  readonly list: (name: Name) => readonly (string | undefined)[];
}

/**
 * A query of the catalog: `columns` are its expressions by name, `from` what they are of. The function that it answers
 * takes what follows FROM, such as WHERE, and the values of the parameters there.
 */
export const catalogQuery = <Name extends string, Value>(
  columns: Readonly<Record<Name, string>>,
  from: string,
  read: (row: NamedCells<Name>) => Value,
): ((rest: string, ...values: readonly string[]) => Question<readonly Value[]>) => {
  const names = Object.keys(columns);
  const list = Object.entries(columns).map(([name, expression]) => `${expression} AS ${quoteName(name)}`);
  return (rest, ...values) => ({
    sql: `SELECT ${list.join(',\n  ')}\n${from}\n${rest}`,
    values,
    read: (rows) => rows.map((cells) => read(namedCells(names, cells))),
  });
};

function namedCells(names: readonly string[], cells: readonly (string | null)[]): NamedCells<string> {
  const optional = (name: string) => cells[names.indexOf(name)] ?? undefined;
  return {
    optional,
    text: (name) => optional(name) ?? '',
    isTrue: (name) => optional(name) === 't',
    list: (name) => elementsOf(optional(name) ?? ''),
  };
}

/** The elements of an array as the server writes it. https://www.postgresql.org/docs/16/arrays.html#ARRAYS-IO */
export const elementsOf = (array: string): readonly (string | undefined)[] =>
  [...array.matchAll(/"((?:[^"\\]|\\.)*)"|([^{},"]+)/gs)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain === 'NULL' ? undefined : plain) : quoted.replace(/\\(.)/gs, '$1'),
  );

/** An array as the server reads it. */
export const arrayOf = (elements: readonly string[]): string =>
  `{${elements.map((element) => `"${element.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
