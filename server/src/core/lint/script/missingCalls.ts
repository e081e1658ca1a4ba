import type { MissingFunction } from '../../dialect/missingFunctions.js';
import { query } from '../../text/memo.js';
import { type Span, shiftSpan } from '../../text/span.js';
import type { ForeignCall } from './foreignCalls.js';
import type { Script } from './script.js';

/** The calls of a script that are missing for a reason, but for those of its own functions. */
export function* missingCalls(
  script: Script,
  kind: MissingFunction['absence']['kind'],
): Generator<ForeignCall & { readonly at: Span }> {
  const own = query(ownFunctions, script);
  for (const { span, facts } of script.statements)
    for (const call of facts.calls ?? []) {
      const isOwn = own.has(call.name) && call.schema !== 'pg_catalog';
      if (call.missing.absence.kind === kind && !isOwn)
        yield { ...call, at: shiftSpan(call.span, span.start) };
    }
}

const ownFunctions = ({ statements }: Script): ReadonlySet<string> =>
  new Set(statements.flatMap(({ facts }) => facts.createdFunction ?? []));
