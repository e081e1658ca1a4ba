import { isReleased } from '../dialect/asOf.js';
import { documentation } from '../dialect/documentation.js';
import { serverErrors } from '../dialect/serverErrors.js';
import { extensionTypes, type StandIn } from '../dialect/types.js';
import { placeEdits } from '../lint/fixes/placeEdits.js';
import type { Fix } from '../lint/problem.js';
import type { FindingSource } from '../lint/rule.js';
import { defineRule } from '../lint/rule.js';
import { declaredTypes } from '../lint/script/foreignTypes.js';
import { tellingOf } from '../lint/script/telling.js';
import { inCaseOf, replace } from '../syntax/edits.js';
import { nodeFrom, tokenAt } from '../syntax/tree/nodes.js';
import { treeOf } from '../syntax/tree/tree.js';
import { sourceOf } from '../syntax/words.js';
import { shiftSpan } from '../text/span.js';

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
  ],
  repair: use,
  *script(script) {
    const { asOf } = script;
    const { types } = tellingOf(script);
    const declared = declaredTypes(types);
    for (const { span, facts } of types) {
      for (const foreign of facts.types.foreign ?? []) {
        const known = extensionTypes[foreign.name];
        if (!known || foreign.isArray || declared.has(foreign.name) || !isUsualSchema(foreign.schema))
          continue;
        const fits = known.standIn?.type !== 'JSONB' || isReleased('jsonb-columns', asOf);
        const isUsable = fits && !(known.standIn?.isOtherKind && foreign.isBoundToType);
        yield {
          at: shiftSpan(foreign.span, span.start),
          data: { type: foreign.name, holder: foreign.holder, extension: known.extension },
          subject: { standIn: isUsable ? known.standIn : undefined, offset: foreign.span.start },
        };
      }
    }
  },
});

/** Where extensions are installed by habit; a type of any other schema may be the user's own. */
const isUsualSchema = (schema: string | undefined): boolean =>
  schema === undefined || ['public', 'extensions'].includes(schema);

interface Subject {
  readonly standIn: StandIn | undefined;
  /** Where the type begins in its statement. */
  readonly offset: number;
}

function use({ standIn, offset }: Subject, { script, placed, statement }: FindingSource): Fix[] {
  const written = nodeFrom(treeOf(statement), tokenAt(statement, offset), ['type']);
  if (!standIn || !written) return [];
  const text = inCaseOf(sourceOf(statement, written), standIn.type);
  return [
    {
      id: 'use-built-in-type',
      title: `Use ${standIn.type}`,
      consequence: standIn.cost,
      safety: 'review',
      edits: placeEdits(script, placed, replace(statement, written, text)),
    },
  ];
}
