import { defineRule } from '../analysis/rule.js';
import { isReleased } from '../dialect/asOf.js';
import { documentation } from '../dialect/documentation.js';
import type { Fix } from '../problem.js';
import { columnsOfType } from '../script/columnsOfType.js';
import { placeEdits } from '../script/placeEdits.js';
import { nameAt, sliceOf, textOf } from '../script/tableText.js';
import { asFarAs, type Rewritten, rewriteAll, rowOf, type WrittenValue } from '../script/writtenValues.js';
import { inCaseOf, replaceTokens } from '../syntax/edits.js';
import {
  type Element,
  type ElementKind,
  elementKind,
  jsonOf,
  quoteString,
  readComposite,
} from '../syntax/literals.js';
import type { StatementText } from '../syntax/statement.js';
import { behindName, closing, headSpan, isAt, items, lastIndex, wordOf } from '../syntax/tokens.js';
import { columnAlone } from '../syntax/tree/nodes.js';
import { sourceOf } from '../syntax/words.js';

export default defineRule({
  id: 'custom-type',
  severity: 'error',
  message: '{kind} types cannot be created.',
  why: 'DSQL has no types of your own but domains.',
  instead: 'Use columns of their own or JSONB for a composite type, two columns with a CHECK for a range.',
  server: { sqlstate: '0A000', text: 'unsupported statement: CompositeType' },
  documentation: documentation.dataTypes,
  examples: [
    {
      bad: 'CREATE TYPE address AS (street TEXT, city TEXT);',
      at: 'CREATE TYPE',
      good: 'CREATE DOMAIN address AS JSONB /* (street TEXT, city TEXT) */;',
    },
    {
      bad: 'CREATE TYPE floatrange AS RANGE (subtype = float8);',
      at: 'CREATE TYPE',
      good: 'CREATE DOMAIN floatrange AS TEXT /* RANGE (subtype = float8) */;',
    },
    {
      bad: "CREATE TYPE address AS (street TEXT, city TEXT);\nCREATE TABLE people (id UUID PRIMARY KEY, home address);\nINSERT INTO people (id, home) VALUES (gen_random_uuid(), ROW('Main St', 'Riga'));",
      at: 'CREATE TYPE',
      good: "CREATE DOMAIN address AS JSONB /* (street TEXT, city TEXT) */;\nCREATE TABLE people (id UUID PRIMARY KEY, home address);\nINSERT INTO people (id, home) VALUES (gen_random_uuid(), jsonb_build_object('street', 'Main St', 'city', 'Riga'));",
    },
  ],
  repair(_subject, { script, placed: statement }) {
    const text = textOf(script, statement);
    const behind = behindName(text, 2);
    const attributes = attributesOf(text, behind);
    if (attributes.length === 0 || !isReleased('jsonb-columns', script.asOf)) return [];
    const columns = columnsOfType(script, nameAt(text, behind - 1));
    const values = rewriteAll(script, statement, columns, {
      type: 'jsonb',
      text: (value) => objectOf(readComposite(value), attributes),
      expression: (value) => asObject(value, attributes),
      unseen: 'byHand',
    });
    const domain = asDomain(text, behind, 'JSONB', 'a value is a JSON object, whose fields are read by ->>');
    const edits = [...placeEdits(script, statement, domain.edits), ...values.edits];
    return [asFarAs(values, { ...domain, edits })];
  },
  check: {
    *CompositeTypeStmt(_type, statement) {
      yield { at: headSpan(statement, 2), data: { kind: 'Composite' } };
    },
    *CreateRangeStmt(_type, statement) {
      const fix = asDomain(
        statement,
        behindName(statement, 2),
        'TEXT',
        'neither bounds nor range operators work on it',
      );
      yield { at: headSpan(statement, 2), data: { kind: 'Range' }, fixes: [fix] };
    },
    *DefineStmt({ kind }, statement) {
      if (kind === 'OBJECT_TYPE') yield { at: headSpan(statement, 2), data: { kind: 'Base' } };
    },
  },
});

/** A domain in the place of the type, what the type held in a comment behind it. */
function asDomain(text: StatementText, behind: number, type: string, cost: string): Fix {
  // CREATE TYPE name AS …
  const from = behind + 1;
  const held = sourceOf(text, { first: from, last: lastIndex(text) }).replace(/\s+/g, ' ');
  return {
    id: 'create-domain',
    title: `Create a domain over ${type}`,
    consequence: cost,
    safety: 'review',
    edits: [
      ...replaceTokens(text, 1, 1, inCaseOf(sliceOf(text, 1), 'DOMAIN')),
      ...replaceTokens(text, from, lastIndex(text), `${type} /* ${held.replace(/\/\*|\*\//g, '…')} */`),
    ],
  };
}

interface Attribute {
  readonly name: string;
  readonly kind: ElementKind;
}

/** The names and kinds in `AS (street text, city text)`; none for another form. */
function attributesOf(text: StatementText, behind: number): Attribute[] {
  if (!isAt(text, behind, 'as', '(')) return [];
  return items(text, behind + 2, closing(text, behind + 1) - 1).map(({ first, last }) => ({
    name: nameAt(text, first),
    kind: wordOf(text, last) === ']' ? 'text' : elementKind(sliceOf(text, first + 1)),
  }));
}

/** `("Main St",Riga)` as an object of JSON with these keys. */
function objectOf(
  fields: readonly Element[] | undefined,
  attributes: readonly Attribute[],
): string | undefined {
  if (fields?.length !== attributes.length) return undefined;
  const pairs = attributes.map(
    ({ name, kind }, at) => `${JSON.stringify(name)}: ${jsonOf(fields[at] ?? null, kind)}`,
  );
  return `{${pairs.join(', ')}}`;
}

/** `ROW('Main St', 'Riga')` as the same. */
function asObject(value: WrittenValue, attributes: readonly Attribute[]): Rewritten {
  const { text, node } = value;
  const fields = rowOf(text, node)?.map((field) => sourceOf(text, field));
  // A column that holds such a value is of the same domain.
  if (fields?.length !== attributes.length) return columnAlone(node) ? 'fits' : 'byHand';
  const pairs = attributes.map(({ name }, at) => `${quoteString(name)}, ${fields[at]}`);
  return { sql: `jsonb_build_object(${pairs.join(', ')})` };
}
