import { type AsOf, isReleased } from '../dialect/asOf.js';
import { documentation } from '../dialect/documentation.js';
import { serverErrors } from '../dialect/serverErrors.js';
import { domainValues } from '../lint/fixes/domainValues.js';
import { placeEdits } from '../lint/fixes/placeEdits.js';
import { ofTypedUses, typedUses } from '../lint/fixes/typedUses.js';
import { asFarAs, type Rewriting, readsColumn, rewriteAll, stringFor } from '../lint/fixes/writtenValues.js';
import type { Fix } from '../lint/problem.js';
import { defineRule } from '../lint/rule.js';
import { columnsOfType, type TableColumn } from '../lint/script/columnsOfType.js';
import type { Script } from '../lint/script/script.js';
import { arrayDefault } from '../syntax/arrayDefault.js';
import { inCaseOf, replace, replaceAt } from '../syntax/edits.js';
import { type Holder, holderOf, isBoundToType, isDefaultNull } from '../syntax/holder.js';
import { arrayAt, asJson, elementKind, readArray, uncast } from '../syntax/literals.js';
import { spanOfType } from '../syntax/rangeOf.js';
import type { Statement } from '../syntax/statement.js';
import { columnAlone, partsOf } from '../syntax/tree/nodes.js';
import { isArray, textOf } from '../syntax/typeName.js';
import { sourceOf } from '../syntax/words.js';
import { append } from '../text/append.js';
import { apartFrom, type Edit } from '../text/edit.js';
import type { Span } from '../text/span.js';

export default defineRule({
  id: 'array-column',
  severity: 'error',
  message: 'Arrays cannot be stored: {holder} has type {type}.',
  why: 'DSQL knows arrays as values in a query, but stores none.',
  instead: 'Use a JSONB column, or a table with one row for each element.',
  server: serverErrors.unsupportedType,
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
    // Every type of a script is checked, and hardly any is an array. No generator: one would be created for each type.
    TypeName(type, statement, { asOf, parent }) {
      const holder = isArray(type) ? holderOf(parent) : undefined;
      const at = holder && spanOfType(statement, type);
      if (!holder || !at) return [];
      const written = statement.text.slice(at.start, at.end);
      const { table, column, domain } = holder;
      const subject: Stored = {
        element: type.names?.map(textOf).at(-1) ?? '',
        written,
        column: table === undefined || !column ? undefined : { table, column: column.colname ?? '' },
        domain,
      };
      const fixes = asJsonb(statement, holder, at, asOf);
      return [{ at, subject, data: { holder: holder.title, type: written }, fixes }];
    },
  },
  repair(stored: Stored, { script, placed, own: [fix] }) {
    if (!fix) return [];
    const columns = columnsOf(script, stored);
    const rewriting = asJsonValues(stored);
    const { domain } = stored;
    const found = [
      rewriteAll(script, placed, columns, rewriting),
      ...(domain === undefined ? [] : domainValues(script, placed, domain, rewriting.text)),
    ];
    const edits: Edit[] = [];
    for (const one of found) append(edits, apartFrom(edits, one.edits));
    const values = { edits, byHand: found.reduce((count, one) => count + one.byHand, 0) };
    const typed = columns.reduce((count, column) => count + typedUses(script, column, 'array'), 0);
    const whole = asFarAs(values, {
      ...fix,
      edits: [...placeEdits(script, placed, fix.edits), ...values.edits],
    });
    return [typed > 0 && !whole.isPartial ? { ...whole, ...ofTypedUses(typed, whole.consequence) } : whole];
  },
});

/** An array that a table's column or a domain holds. */
interface Stored {
  /** The last part of the name of its elements' type. */
  readonly element: string;
  /** The array's type as it is written. */
  readonly written: string;
  readonly column: TableColumn | undefined;
  readonly domain: string | undefined;
}

/** The columns with the values: the column of the type, or those of the domain that is created. */
function columnsOf(script: Script, { column, domain }: Stored): readonly TableColumn[] {
  if (domain !== undefined) return columnsOfType(script, domain);
  return column ? [column] : [];
}

/** How values of an array type are written where the column is JSONB. */
function asJsonValues({ element, written: type }: Stored): Rewriting {
  const kind = elementKind(element);
  return {
    type: 'jsonb',
    unseen: 'byHand',
    text(value) {
      const elements = readArray(value);
      return elements && asJson(elements, kind);
    },
    expression(value, column) {
      const { text, node } = value;
      const elements = arrayAt(text, node);
      if (elements) return { sql: stringFor(value, asJson(elements, kind), 'jsonb') };
      const inner = uncast(text, node);
      if (inner.kind === 'parameter') return { sql: `to_jsonb(${sourceOf(text, inner)}::${type})` };
      const alone = columnAlone(node);
      if (alone && partsOf(text, alone).at(-2) === 'excluded') return 'fits';
      // A constant has no type of its own, and an expression over the column computes with JSON from now on.
      const isUnclear = inner.kind === 'constant' || (!alone && readsColumn(value, column));
      return isUnclear ? 'byHand' : { sql: `to_jsonb(${sourceOf(text, node)})` };
    },
  };
}

/** JSON instead of an array, with its default. None where a check or a computed value is written for the array. */
function asJsonb(statement: Statement, holder: Holder, at: Span, asOf: AsOf): readonly Fix[] {
  // A default such as '{}' is an array and not JSON, and a check of an array cannot read JSON.
  const bound = holder.constraints.filter(
    (node) => isBoundToType({ ...holder, constraints: [node] }) && !isDefaultNull(node),
  );
  const preset = bound.length === 1 && holder.column && arrayDefault(statement, holder.column);
  if (!isReleased('jsonb-columns', asOf) || (bound.length > 0 && !preset)) return [];
  const type = inCaseOf(statement.text.slice(at.start, at.end), 'JSONB');
  return [
    {
      id: 'use-jsonb',
      title: 'Use JSONB',
      consequence: 'values are written as JSON, and array operators do not work on it',
      safety: 'review',
      edits: [...replaceAt(statement, at, type), ...(preset ? replace(statement, preset, preset.json) : [])],
    },
  ];
}
