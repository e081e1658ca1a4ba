import { factsOf } from '../../dialect/asOf.js';
import { extensionSchemas, type MissingFunction } from '../../dialect/missingFunctions.js';
import { childOf, clauseOf, nameOf } from '../../syntax/tree/nodes.js';
import { treeOf } from '../../syntax/tree/tree.js';
import { query } from '../../text/memo.js';
import { type Span, shiftSpan } from '../../text/span.js';
import type { CreatedName } from './createdNames.js';
import { builtInGenerator, type ForeignCall } from './foreignCalls.js';
import { type Script, type ScriptStatement, textOf } from './script.js';
import { tellingOf } from './telling.js';

/** The calls of a script that are missing for a reason, with what makes each moot: a function of the script's own. */
export function* missingCalls(
  script: Script,
  kind: MissingFunction['absence']['kind'],
): Generator<ForeignCall & { readonly at: Span; readonly moot: { readonly unlessCreated?: CreatedName } }> {
  const { missing } = factsOf(script.asOf);
  const schemas = query(schemasOfExtensions, script);
  for (const { span, facts } of tellingOf(script).calls)
    for (const call of facts.calls ?? []) {
      if (call.schema !== undefined && !schemas.has(call.schema)) continue;
      if (call.missing.absence.kind === kind && (call.name === builtInGenerator || missing.has(call.name)))
        yield {
          ...call,
          at: shiftSpan(call.span, span.start),
          moot: call.schema === 'pg_catalog' ? {} : { unlessCreated: { kind: 'function', name: call.name } },
        };
    }
}

/** Those in which extensions are installed by habit, and those that CREATE EXTENSION names. */
const schemasOfExtensions = (script: Script): ReadonlySet<string> =>
  new Set([
    ...extensionSchemas,
    ...script.statements.flatMap((placed) =>
      placed.facts.kind === 'CreateExtensionStmt' ? (schemaOf(script, placed) ?? []) : [],
    ),
  ]);

/** How many statements call what an extension has in a schema of its own, which only CREATE EXTENSION tells. */
export function callsInOwnSchema(script: Script, extension: ScriptStatement): number {
  const schema = schemaOf(script, extension);
  if (schema === undefined || extensionSchemas.has(schema)) return 0;
  return tellingOf(script).calls.filter(({ facts }) => facts.calls?.some((call) => call.schema === schema))
    .length;
}

function schemaOf(script: Script, extension: ScriptStatement): string | undefined {
  const text = textOf(script, extension);
  const schema = childOf(clauseOf(treeOf(text), 'schema'), 'name');
  return schema && nameOf(text, schema);
}
