import type { Node, TypeName } from 'libpg-query';
import { isReleased } from '../dialect/asOf.js';
import { documentation } from '../dialect/documentation.js';
import { serverErrors } from '../dialect/serverErrors.js';
import { extensionTypes, type StandIn } from '../dialect/types.js';
import { placeEdits } from '../lint/fixes/placeEdits.js';
import { ofTypedUses, typedUses } from '../lint/fixes/typedUses.js';
import type { Fix } from '../lint/problem.js';
import type { FindingSource } from '../lint/rule.js';
import { defineRule } from '../lint/rule.js';
import { type Script, textOf as textIn } from '../lint/script/script.js';
import { tellingOf } from '../lint/script/telling.js';
import { inCaseOf, replaceAt } from '../syntax/edits.js';
import { spanOfType } from '../syntax/rangeOf.js';
import type { Statement, StatementText } from '../syntax/statement.js';
import { childOf, nameOf, nodeFrom, qualifiedName, tokenAt } from '../syntax/tree/nodes.js';
import { treeOf } from '../syntax/tree/tree.js';
import { textOf } from '../syntax/typeName.js';
import { type Span, shiftSpan } from '../text/span.js';

export default defineRule({
  id: 'extension-type',
  severity: 'error',
  message: 'Type {type} of {holder} comes from the extension {extension}, which DSQL does not have.',
  why: 'A DSQL cluster loads no extensions, and its error reads like a misspelled name.',
  instead:
    'Use a built-in type: TEXT with lower() in queries for citext, JSONB for hstore and vectors, TEXT for shapes on a map; search among those in another service.',
  server: serverErrors.unknownType,
  documentation: documentation.dataTypes,
  examples: [
    {
      bad: 'CREATE TABLE users (id UUID PRIMARY KEY, email CITEXT NOT NULL);',
      at: 'CITEXT',
      good: 'CREATE TABLE users (id UUID PRIMARY KEY, email TEXT NOT NULL);',
    },
    {
      bad: 'CREATE TABLE items (id UUID PRIMARY KEY, embedding vector(1536));',
      at: 'vector(1536)',
      good: 'CREATE TABLE items (id UUID PRIMARY KEY, embedding jsonb);',
    },
    {
      bad: "SELECT id FROM users WHERE email = 'ada@example.com'::citext;",
      at: 'citext',
      good: "SELECT id FROM users WHERE email = 'ada@example.com'::text;",
    },
  ],
  words: Object.keys(extensionTypes),
  repair: use,
  check: {
    *TypeCast({ typeName }, statement) {
      yield* used(statement, typeName, 'a value');
    },
    *FunctionParameter({ name, argType }, statement) {
      yield* used(statement, argType, name === undefined ? 'a parameter' : `parameter "${name}"`);
    },
    *CreateFunctionStmt({ returnType, parameters = [] }, statement) {
      if (!parameters.some(isOfTable)) yield* used(statement, returnType, 'the result');
    },
  },
  *script(script) {
    const { asOf } = script;
    for (const { span, facts } of tellingOf(script).types) {
      for (const foreign of facts.types.foreign ?? []) {
        const known = extensionTypes[foreign.name];
        if (!known || foreign.isArray || !isUsualSchema(foreign.schema)) continue;
        const fits = known.standIn?.type !== 'JSONB' || isReleased('jsonb-columns', asOf);
        const isUsable = fits && !(known.standIn?.isOtherKind && foreign.isBoundToType);
        yield {
          at: shiftSpan(foreign.span, span.start),
          data: { type: foreign.name, holder: foreign.holder, extension: known.extension },
          subject: { standIn: isUsable ? known.standIn : undefined, type: foreign.span },
          unlessCreated: { kind: 'type', name: foreign.name },
        };
      }
    }
  },
});

/** A column of RETURNS TABLE. */
const isOfTable = (node: Node): boolean =>
  'FunctionParameter' in node && node.FunctionParameter.mode === 'FUNC_PARAM_TABLE';

/** A type of values that are not stored. */
function* used(statement: Statement, type: TypeName | undefined, holder: string) {
  const [name = '', schema, ...others] = (type?.names ?? []).map(textOf).reverse();
  const known = extensionTypes[name];
  const span = type && known && others.length === 0 && isUsualSchema(schema) && spanOfType(statement, type);
  if (!span) return;
  const { extension, standIn } = known;
  // SETOF is no part of the type.
  const at = { start: Math.max(span.start, type.location ?? 0), end: span.end };
  yield {
    at,
    data: { type: name, holder, extension },
    subject: { standIn: standIn?.keepsOperators ? standIn : undefined, type: at },
    unlessCreated: { kind: 'row', name } as const,
  };
}

/** The schemas in which extensions are usually installed. A type in another schema may be the user's own. */
const isUsualSchema = (schema: string | undefined): boolean =>
  schema === undefined || ['public', 'extensions'].includes(schema);

interface Subject {
  readonly standIn: StandIn | undefined;
  /** Relative to the statement. */
  readonly type: Span;
}

function use({ standIn, type }: Subject, { script, placed }: FindingSource): Fix[] {
  if (!standIn) return [];
  const statement = textIn(script, placed);
  const text = inCaseOf(statement.text.slice(type.start, type.end), standIn.type);
  const typed =
    standIn.type === 'TEXT' && !standIn.keepsOperators ? usesOfColumn(script, statement, type) : 0;
  return [
    {
      id: 'use-built-in-type',
      title: `Use ${standIn.type}`,
      consequence: standIn.cost,
      safety: 'review',
      edits: placeEdits(script, placed, replaceAt(statement, type, text)),
      ...(typed > 0 && ofTypedUses(typed, standIn.cost)),
    },
  ];
}

/** How many expressions use operators of a column's type that text does not have. */
function usesOfColumn(script: Script, statement: StatementText, type: Span): number {
  const tree = treeOf(statement);
  const written = nodeFrom(tree, tokenAt(statement, type.start), ['type']);
  const column = written?.parent?.kind === 'definition' ? childOf(written.parent, 'name') : undefined;
  if (!column) return 0;
  const table = qualifiedName(statement, childOf(tree, 'table'));
  return typedUses(script, { table, column: nameOf(statement, column) }, nameOf(statement, written));
}
