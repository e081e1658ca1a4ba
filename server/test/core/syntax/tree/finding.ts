import type { StatementText } from '../../../../src/core/syntax/statement.js';
import { wordOf } from '../../../../src/core/syntax/tokens.js';
import { tokenAt } from '../../../../src/core/syntax/tree/nodes.js';

/** Something that a statement names. */
export interface Finding {
  readonly what: string;
  /** UTF-16 offset; undefined where the grammar gives none. */
  readonly at: number | undefined;
  readonly name: string;
}

/** Where what has no place of its own stands: where the first thing inside it does. */
export function firstOf(findings: Iterable<Finding>): number | undefined {
  let first: number | undefined;
  for (const { at } of findings) if (at !== undefined && at < (first ?? Number.POSITIVE_INFINITY)) first = at;
  return first;
}

/** A qualified name, each part cut at 63 bytes as PostgreSQL does. */
export const joined = (parts: readonly string[]): string => parts.map(cut).join('.');

const cut = (name: string): string =>
  decoder.decode(encoder.encode(name).subarray(0, 63)).replace(/\ufffd$/, '');

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export const listed = (name: string, columns: readonly string[]): string =>
  columns.length === 0 ? name : `${name}(${columns.map(cut).join(', ')})`;

/** The word of a call that the grammar gives a node or a name of its own, where one begins. */
export function wordCallAt(statement: StatementText, at: number): string | undefined {
  const index = tokenAt(statement, at);
  const word = wordOf(statement, index);
  if (word === 'collation' && wordOf(statement, index + 1) === 'for') return word;
  const isCall = wordCalls.has(word) && statement.token(index)?.start === at;
  return isCall && wordOf(statement, index + 1) === '(' ? word : undefined;
}

const wordCalls: ReadonlySet<string> = new Set(
  `cast coalesce extract greatest grouping json json_array json_arrayagg json_object json_objectagg json_scalar
  json_serialize least normalize nullif overlay position row substring treat trim xmlconcat xmlelement xmlexists
  xmlforest xmlparse xmlpi xmlroot xmlserialize xmltable`.split(/\s+/),
);
