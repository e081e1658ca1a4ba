import type { TypeName } from 'libpg-query';
import { documentation } from '../dialect/documentation.js';
import { serverErrors } from '../dialect/serverErrors.js';
import { extensionTypes } from '../dialect/types.js';
import { defineRule, foreignCast } from '../lint/rule.js';
import { foreignName } from '../lint/script/foreignTypes.js';
import type { Script } from '../lint/script/script.js';
import { tellingOf } from '../lint/script/telling.js';
import { spanOfType } from '../syntax/rangeOf.js';
import type { Statement } from '../syntax/statement.js';
import { byKey } from '../text/byKey.js';
import { query } from '../text/memo.js';
import { shiftSpan } from '../text/span.js';

export default defineRule({
  id: 'unknown-type',
  severity: 'warning',
  message: 'Type "{type}" of {holder} is neither built in nor a domain of this file.',
  why: 'DSQL has no enum, composite or range types of your own, so the name must be that of a domain.',
  instead: 'Create a domain first: CREATE DOMAIN mood AS text CHECK (VALUE IN (…)).',
  noFix: 'The values that the type allows are listed elsewhere.',
  server: serverErrors.unknownType,
  documentation: documentation.dataTypes,
  examples: [
    {
      bad: 'CREATE TABLE people (id UUID PRIMARY KEY, feels mood);',
      at: 'mood',
      byHand:
        "CREATE DOMAIN mood AS text CHECK (VALUE IN ('sad', 'ok'));\nCREATE TABLE people (id UUID PRIMARY KEY, feels mood);",
    },
    {
      bad: "UPDATE people SET note = 'x' WHERE feels = 'sad'::mood;",
      at: 'mood',
      byHand: "UPDATE people SET note = 'x' WHERE feels = 'sad';",
    },
  ],
  *script(script) {
    for (const { span, facts } of tellingOf(script).types) {
      for (const { name, schema, isArray, holder, span: at } of facts.types.foreign ?? []) {
        // Other rules check extensions, arrays and types of other databases.
        if (isArray || name in extensionTypes) continue;
        yield {
          at: shiftSpan(at, span.start),
          data: { type: schema === undefined ? name : `${schema}.${name}`, holder },
          ...(isElsewhere(script, schema, name) ? {} : { unlessCreated: { kind: 'type', name } as const }),
        };
      }
    }
  },
  words: [foreignCast, 'cast', 'function', 'procedure'],
  check: {
    *TypeCast({ typeName }, statement) {
      yield* used(statement, typeName, 'a value');
    },
    *FunctionParameter({ name, argType }, statement) {
      yield* used(statement, argType, name === undefined ? 'a parameter' : `parameter "${name}"`);
    },
    *CreateFunctionStmt({ returnType }, statement) {
      yield* used(statement, returnType, 'the result');
    },
  },
});

/** Whether the script creates types of that name, but all of them in other schemas. */
function isElsewhere(script: Script, schema: string | undefined, name: string): boolean {
  const made = query(schemasByType, script).get(name) ?? [];
  return schema !== undefined && made.length > 0 && made.every((one) => one !== undefined && one !== schema);
}

/** The schemas that are written where types are created or moved, by the names of the types. */
const schemasByType = (script: Script): ReadonlyMap<string, readonly (string | undefined)[]> =>
  byKey(
    tellingOf(script).ddl.flatMap(({ facts }) =>
      facts.ddl.flatMap((change): [string, string | undefined][] => {
        if (change.kind === 'create type') return [[change.name.name, change.name.schema]];
        return change.kind === 'rename' ? [[change.to, undefined]] : [];
      }),
    ),
  );

/** A type of values that are not stored. The name of a table is the type of its rows. */
function* used(statement: Statement, type: TypeName | undefined, holder: string) {
  const foreign = type && foreignName(type);
  const span = foreign && !(foreign.name in extensionTypes) && spanOfType(statement, type);
  if (!span) return;
  const { name, schema } = foreign;
  yield {
    // SETOF is no part of the type.
    at: { start: Math.max(span.start, type.location ?? 0), end: span.end },
    data: { type: schema === undefined ? name : `${schema}.${name}`, holder },
    unlessCreated: { kind: 'row', name } as const,
  };
}
