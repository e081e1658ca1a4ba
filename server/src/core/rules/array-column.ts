import { type Holder, holderAt, holderOf, isBoundToType } from '../analysis/holder.js';
import { defineRule } from '../analysis/rule.js';
import { type AsOf, isReleased } from '../dialect/asOf.js';
import { documentation } from '../dialect/documentation.js';
import type { Fix } from '../problem.js';
import { columnsOfType, type TableColumn } from '../script/columnsOfType.js';
import { placeEdits } from '../script/placeEdits.js';
import type { Script, ScriptStatement } from '../script/script.js';
import { createdTable, nameAt, textOf, tokenAt } from '../script/tableText.js';
import { rewriteValues } from '../script/writtenValues.js';
import { arrayDefault } from '../syntax/arrayDefault.js';
import { inCaseOf, replaceTokens } from '../syntax/edits.js';
import { arrayAt, asJson, elementKind, quoteString, readArray } from '../syntax/literals.js';
import { type TokenRange, typeRange } from '../syntax/ranges.js';
import type { Statement } from '../syntax/statement.js';
import { behindName, spanOf } from '../syntax/tokens.js';
import { isArray } from '../syntax/typeName.js';
import { sourceOf } from '../syntax/words.js';
import type { Span } from '../text/span.js';

export default defineRule({
  id: 'array-column',
  severity: 'error',
  message: 'Arrays cannot be stored: {holder} has type {type}.',
  why: 'DSQL knows arrays as values in a query, but stores none.',
  instead: 'Use a JSONB column, or a table with one row for each element.',
  server: { sqlstate: '0A000', text: 'datatype {type} not supported' },
  documentation: documentation.dataTypes,
  examples: [
    {
      bad: 'CREATE TABLE posts (id UUID PRIMARY KEY, tags TEXT[] NOT NULL);',
      at: 'TEXT[]',
      good: 'CREATE TABLE posts (id UUID PRIMARY KEY, tags JSONB NOT NULL);',
    },
    {
      bad: "CREATE TABLE posts (id UUID PRIMARY KEY, tags TEXT[] DEFAULT '{}');",
      at: 'TEXT[]',
      good: "CREATE TABLE posts (id UUID PRIMARY KEY, tags JSONB DEFAULT '[]');",
    },
  ],
  inQueries: false,
  check: {
    // Every type of a script is asked about, and hardly one is an array: no generator, which would be made for each.
    TypeName(type, statement, { parent, asOf }) {
      const holder = isArray(type) ? holderOf(parent) : undefined;
      if (!holder) return [];
      const { first, last } = typeRange(statement, type.location ?? 0);
      const at = spanOf(statement, first, last);
      const fix = asJsonb(statement, holder, { first, last }, asOf);
      const data = { holder: holder.title, type: statement.text.slice(at.start, at.end) };
      return [{ at, data, fixes: fix ? [fix] : [] }];
    },
  },
  repair(_subject, { script, placed, at }) {
    const written = writtenColumns(script, placed, at);
    if (written.every(({ table }) => !script.writes.has(table))) return [];
    const statement = script.read(placed);
    const offset = at.start - placed.span.start;
    const holder = holderAt(statement, offset);
    if (!holder) return [];
    const range = typeRange(statement, offset);
    const fix = asJsonb(statement, holder, range, script.asOf);
    const kind = elementKind(
      sourceOf(statement, { first: range.first, last: behindName(statement, range.first) - 1 }).replace(
        /^.*\./,
        '',
      ),
    );
    const values = written.flatMap(({ table, column }) =>
      rewriteValues(script, placed, table, column, {
        text(value) {
          const elements = readArray(value);
          return elements && asJson(elements, kind);
        },
        expression(text, value) {
          const elements = arrayAt(text, value);
          return elements && quoteString(asJson(elements, kind));
        },
      }),
    );
    return fix && values.length > 0
      ? [{ ...fix, edits: [...placeEdits(script, placed, fix.edits), ...values] }]
      : [];
  },
});

/** The columns that hold the values: the one whose type stands there, or those of the domain that is created. */
function writtenColumns(script: Script, placed: ScriptStatement, at: Span): readonly TableColumn[] {
  const { declared } = placed.facts.types;
  if (declared !== undefined) return columnsOfType(script, declared);
  const table = createdTable(script, placed);
  const text = table === undefined ? undefined : textOf(script, placed);
  return table !== undefined && text
    ? [{ table, column: nameAt(text, tokenAt(text, placed, at.start) - 1) }]
    : [];
}

/** JSON in the place of an array, its default with it; none where a check or a computed value is written for the array. */
function asJsonb(
  statement: Statement,
  holder: Holder,
  { first, last }: TokenRange,
  asOf: AsOf,
): Fix | undefined {
  // A default such as '{}' is an array, not JSON; a check of an array does not read JSON.
  const bound = holder.constraints.filter((node) => isBoundToType({ ...holder, constraints: [node] }));
  const preset = bound.length === 1 && holder.column && arrayDefault(statement, holder.column);
  if (!isReleased('jsonb-columns', asOf) || (bound.length > 0 && !preset)) return undefined;
  const at = spanOf(statement, first, last);
  return {
    title: 'Use JSONB (values are written as JSON, and array operators do not work on it)',
    safety: 'review',
    edits: [
      ...replaceTokens(statement, first, last, inCaseOf(statement.text.slice(at.start, at.end), 'JSONB')),
      ...(preset ? replaceTokens(statement, preset.first, preset.last, preset.json) : []),
    ],
  };
}
