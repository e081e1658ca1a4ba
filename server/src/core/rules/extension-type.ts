import { defineRule } from '../analysis/rule.js';
import { isReleased } from '../dialect/asOf.js';
import { documentation } from '../dialect/documentation.js';
import { extensionTypes, type StandIn } from '../dialect/types.js';
import type { Fix } from '../problem.js';
import { declaredTypes, type ForeignType } from '../script/foreignTypes.js';
import { inCaseOf, replaceTokens } from '../syntax/edits.js';
import { statementText } from '../syntax/statement.js';
import { indexAt } from '../syntax/tokens.js';
import { shiftEdit } from '../text/edit.js';
import { type Span, shiftSpan } from '../text/span.js';

export default defineRule({
  id: 'extension-type',
  severity: 'error',
  message: 'Type {type} of {holder} comes from the extension {extension}, which DSQL does not have.',
  why: 'A DSQL cluster loads no extensions, and its error reads like a misspelled name.',
  instead:
    'Use a built-in type: TEXT with lower() in queries for citext, JSONB for hstore and vectors, TEXT for shapes on a map; search among those in another service.',
  server: { sqlstate: '42704', text: 'type "{type}" does not exist' },
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
  *script({ text, asOf, statements }) {
    const declared = declaredTypes(statements);
    for (const { span, facts } of statements) {
      for (const foreign of facts.types.foreign ?? []) {
        const known = Object.hasOwn(extensionTypes, foreign.name) ? extensionTypes[foreign.name] : undefined;
        if (!known || foreign.isArray || declared.has(foreign.name) || !isUsualSchema(foreign.schema))
          continue;
        const fits = known.standIn?.type !== 'JSONB' || isReleased('jsonb-columns', asOf);
        const fixes = known.standIn && fits ? [use(known.standIn, foreign, text, span)] : [];
        yield {
          at: shiftSpan(foreign.span, span.start),
          data: { type: foreign.name, holder: foreign.holder, extension: known.extension },
          fixes: known.standIn?.isOtherKind && foreign.isBoundToType ? [] : fixes,
        };
      }
    }
  },
});

/** Where extensions are installed by habit; a type of any other schema may be the user's own. */
const isUsualSchema = (schema: string | undefined): boolean =>
  schema === undefined || ['public', 'extensions'].includes(schema);

function use({ type, cost }: StandIn, { span }: ForeignType, script: string, { start, end }: Span): Fix {
  const statement = statementText(script.slice(start, end));
  const first = indexAt(statement, span.start);
  const last = indexAt(statement, span.end) - 1;
  const text = inCaseOf(statement.text.slice(span.start, span.end), type);
  return {
    title: `Use ${type} (${cost})`,
    safety: 'review',
    edits: replaceTokens(statement, first, last, text).map((edit) => shiftEdit(edit, start)),
  };
}
