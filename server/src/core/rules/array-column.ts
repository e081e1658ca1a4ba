import { columnOfType, type Holder, holderOf, holderOfColumn, isBoundToType } from '../analysis/holder.js';
import { defineRule } from '../analysis/rule.js';
import { type AsOf, isReleased } from '../dialect/asOf.js';
import { documentation } from '../dialect/documentation.js';
import type { Fix } from '../problem.js';
import { placeEdits } from '../script/placeEdits.js';
import { createdTable } from '../script/tableText.js';
import { rewriteValues } from '../script/writtenValues.js';
import { arrayDefault } from '../sql/arrayDefault.js';
import { inCaseOf, replaceTokens } from '../sql/edits.js';
import { arrayAt, asJson, elementKind, quoteString, readArray } from '../sql/literals.js';
import { type TokenRange, typeRange } from '../sql/ranges.js';
import type { Statement } from '../sql/statement.js';
import { spanOf } from '../sql/tokens.js';
import { isArray, textOf } from '../sql/typeName.js';

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
    *TypeName(type, statement, { parent, asOf }) {
      const holder = isArray(type) ? holderOf(parent) : undefined;
      if (!holder) return;
      const { first, last } = typeRange(statement, type.location ?? 0);
      const at = spanOf(statement, first, last);
      const fix = asJsonb(statement, holder, { first, last }, asOf);
      yield {
        at,
        data: { holder: holder.title, type: statement.text.slice(at.start, at.end) },
        fixes: fix ? [fix] : [],
      };
    },
  },
  repair(script, placed, at) {
    const table = createdTable(script, placed);
    if (table === undefined || !script.writes.has(table)) return [];
    const statement = script.read(placed);
    const column = columnOfType(statement, at.start - placed.span.start);
    if (!column) return [];
    const range = typeRange(statement, column.typeName?.location ?? 0);
    const fix = asJsonb(statement, holderOfColumn(column), range, script.asOf);
    const kind = elementKind(column.typeName?.names?.map(textOf).at(-1) ?? '');
    const values = rewriteValues(script, placed, table, column.colname ?? '', {
      text(value) {
        const elements = readArray(value);
        return elements && asJson(elements, kind);
      },
      expression(text, value) {
        const elements = arrayAt(text, value);
        return elements && quoteString(asJson(elements, kind));
      },
    });
    return fix && values.length > 0
      ? [{ ...fix, edits: [...placeEdits(script, placed, fix.edits), ...values] }]
      : [];
  },
});

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
