import type { FuncCall } from 'libpg-query';
import type { Span } from '../text/span.js';
import { rangeOf, syntaxOf } from './rangeOf.js';
import type { Statement } from './statement.js';
import { childOf, spanOf } from './tree/nodes.js';

/** The name of a function called without a schema or from pg_catalog; undefined for one of another schema. */
export function builtInName({ funcname = [] }: FuncCall): string | undefined {
  const [name, schema, ...others] = funcname
    .map((part) => ('String' in part ? (part.String.sval ?? '') : ''))
    .reverse();
  return others.length === 0 && (schema ?? 'pg_catalog') === 'pg_catalog' ? name : undefined;
}

/** The called name, its schema included. */
export const callSpan = (statement: Statement, call: FuncCall): Span =>
  spanOf(statement, childOf(syntaxOf(statement, call), 'name') ?? rangeOf(statement, call) ?? nowhere);

const nowhere = { first: 0, last: 0 };
