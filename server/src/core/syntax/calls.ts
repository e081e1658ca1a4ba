import type { FuncCall } from 'libpg-query';
import type { Span } from '../text/span.js';
import type { StatementText } from './statement.js';
import { behindName, indexAt, spanOf } from './tokens.js';

/** The name of a function called without a schema or from pg_catalog; undefined for one of another schema. */
export function builtInName({ funcname = [] }: FuncCall): string | undefined {
  const [name, schema, ...others] = funcname
    .map((part) => ('String' in part ? (part.String.sval ?? '') : ''))
    .reverse();
  return others.length === 0 && (schema ?? 'pg_catalog') === 'pg_catalog' ? name : undefined;
}

/** The called name, its schema included. */
export function callSpan(statement: StatementText, { location = 0 }: FuncCall): Span {
  const first = indexAt(statement, location);
  return spanOf(statement, first, behindName(statement, first) - 1);
}
