import type { FuncCall } from 'libpg-query';
import type { Span } from '../text/span.js';
import { syntaxOf } from './rangeOf.js';
import type { Statement } from './statement.js';
import { childOf, spanOf, tokenAt } from './tree/nodes.js';

/** The name of a function called without a schema or from pg_catalog; undefined for one of another schema. */
export function builtInName({ funcname = [] }: FuncCall): string | undefined {
  const [name, schema, ...others] = funcname
    .map((part) => ('String' in part ? (part.String.sval ?? '') : ''))
    .reverse();
  return others.length === 0 && (schema ?? 'pg_catalog') === 'pg_catalog' ? name : undefined;
}

/** The name that is called, with its schema. For a call in words such as AT TIME ZONE, the place that the server reports. */
export function callSpan(statement: Statement, call: object): Span {
  const part = syntaxOf(statement, call);
  const first = tokenAt(
    statement,
    'location' in call && typeof call.location === 'number' ? call.location : 0,
  );
  const name = part?.first === first ? childOf(part, 'name') : undefined;
  return spanOf(statement, name ?? { first, last: first });
}
