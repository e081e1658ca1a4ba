import type { FuncCall } from 'libpg-query';
import { type MissingFunction, missingFunctions } from '../../dialect/missingFunctions.js';
import { callSpan } from '../../syntax/calls.js';
import type { Statement } from '../../syntax/statement.js';
import { textOf } from '../../syntax/typeName.js';
import { walk } from '../../syntax/walk.js';
import type { Span } from '../../text/span.js';

/** A call of a function that Aurora DSQL does not have, unless someone creates it. In its schema may be anybody's own one. */
export interface ForeignCall {
  readonly name: string;
  readonly schema: string | undefined;
  /** The called name, relative to the statement. */
  readonly span: Span;
  readonly missing: MissingFunction;
}

/** The built-in generator of UUIDs, which may be called in the schema of an extension. */
export const builtInGenerator = 'gen_random_uuid';

export function foreignCalls(statement: Statement): readonly ForeignCall[] {
  const found: ForeignCall[] = [];
  if (!statement.node) return found;
  walk(statement.node, (name, node) => {
    if (name !== 'FuncCall') return;
    const call = foreignCall(statement, node);
    if (call) found.push(call);
  });
  return found;
}

function foreignCall(statement: Statement, call: FuncCall): ForeignCall | undefined {
  const [name = '', schema, ...others] = (call.funcname ?? []).map(textOf).toReversed();
  if (others.length > 0) return undefined;
  const isElsewhere = schema !== undefined && schema !== 'pg_catalog';
  const missing = name === builtInGenerator && isElsewhere ? ofPgcrypto : missingFunctions[name];
  const count = call.args?.length ?? 0;
  if (!missing || call.agg_star || count < missing.fewest || count > missing.most) return undefined;
  // A function of a newer PostgreSQL would be in pg_catalog.
  if (isElsewhere && missing.absence.kind !== 'extension') return undefined;
  return { name, schema, span: callSpan(statement, call), missing };
}

const ofPgcrypto: MissingFunction = {
  absence: { kind: 'extension', extension: 'pgcrypto' },
  fewest: 0,
  most: 0,
};

/** The name of a function or an aggregate that a statement creates, without its schema. */
export function createdFunction({ node = {} as never }: Statement): string | undefined {
  if ('CreateFunctionStmt' in node) return node.CreateFunctionStmt.funcname?.map(textOf).at(-1);
  const isAggregate = 'DefineStmt' in node && node.DefineStmt.kind === 'OBJECT_AGGREGATE';
  return isAggregate ? node.DefineStmt.defnames?.map(textOf).at(-1) : undefined;
}
