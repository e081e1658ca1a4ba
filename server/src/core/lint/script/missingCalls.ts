import { factsOf } from '../../dialect/asOf.js';
import type { MissingFunction } from '../../dialect/missingFunctions.js';
import { type Span, shiftSpan } from '../../text/span.js';
import type { CreatedName } from './createdNames.js';
import { builtInGenerator, type ForeignCall } from './foreignCalls.js';
import type { Script } from './script.js';
import { tellingOf } from './telling.js';

/** The calls of a script that are missing for a reason, with what makes each moot: a function of the script's own. */
export function* missingCalls(
  script: Script,
  kind: MissingFunction['absence']['kind'],
): Generator<ForeignCall & { readonly at: Span; readonly moot: { readonly unlessCreated?: CreatedName } }> {
  const { missing } = factsOf(script.asOf);
  for (const { span, facts } of tellingOf(script).calls)
    for (const call of facts.calls ?? [])
      if (call.missing.absence.kind === kind && (call.name === builtInGenerator || missing.has(call.name)))
        yield {
          ...call,
          at: shiftSpan(call.span, span.start),
          moot: call.schema === 'pg_catalog' ? {} : { unlessCreated: { kind: 'function', name: call.name } },
        };
}
