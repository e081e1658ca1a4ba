import { type Holder, holderAt, holderOf, isBoundToType } from '../analysis/holder.js';
import { defineRule } from '../analysis/rule.js';
import { type AsOf, isReleased } from '../dialect/asOf.js';
import { documentation } from '../dialect/documentation.js';
import type { Fix } from '../problem.js';
import { columnsOfType, type TableColumn } from '../script/columnsOfType.js';
import { nameOfCreated } from '../script/createdTable.js';
import { placeEdits } from '../script/placeEdits.js';
import type { Script, ScriptStatement } from '../script/script.js';
import { rewriteValues } from '../script/writtenValues.js';
import { arrayDefault } from '../syntax/arrayDefault.js';
import { inCaseOf, replace } from '../syntax/edits.js';
import {
  arrayAt,
  asJson,
  type ElementKind,
  elementKind,
  quoteString,
  readArray,
} from '../syntax/literals.js';
import { rangeOf } from '../syntax/rangeOf.js';
import type { Statement } from '../syntax/statement.js';
import type { TokenRange } from '../syntax/tree/node.js';
import { nodeFrom, spanOf } from '../syntax/tree/nodes.js';
import { treeOf } from '../syntax/tree/tree.js';
import { isArray, textOf } from '../syntax/typeName.js';

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
      const range = holder && rangeOf(statement, type);
      if (!range) return [];
      const at = spanOf(statement, range);
      const fix = asJsonb(statement, holder, range, asOf);
      const data = { holder: holder.title, type: statement.text.slice(at.start, at.end) };
      const kind = elementKind(type.names?.map(textOf).at(-1) ?? '');
      const subject: Stored = { type: range.first, kind, column: holder.column?.colname };
      return [{ at, data, subject, fixes: fix ? [fix] : [] }];
    },
  },
  repair({ type, kind, column: name }: Stored, source) {
    const { script, placed } = source;
    const written = writtenColumns(script, placed, name);
    if (written.every(({ table }) => !script.writes.has(table))) return [];
    const { statement } = source;
    const [holder, range] = [holderAt(statement, type), nodeFrom(treeOf(statement), type, ['type'])];
    const fix = holder && range && asJsonb(statement, holder, range, script.asOf);
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

interface Stored {
  /** The first token of the type. */
  readonly type: number;
  readonly kind: ElementKind;
  /** Undefined for a domain. */
  readonly column: string | undefined;
}

/** The columns that hold the values: the one of the table that is created, or those of the domain. */
function writtenColumns(
  script: Script,
  placed: ScriptStatement,
  column: string | undefined,
): readonly TableColumn[] {
  const { declared } = placed.facts.types;
  if (declared !== undefined) return columnsOfType(script, declared);
  const table = nameOfCreated(placed);
  return table !== undefined && column !== undefined ? [{ table, column }] : [];
}

/** JSON in the place of an array, its default with it; none where a check or a computed value is written for the array. */
function asJsonb(statement: Statement, holder: Holder, range: TokenRange, asOf: AsOf): Fix | undefined {
  // A default such as '{}' is an array, not JSON; a check of an array does not read JSON.
  const bound = holder.constraints.filter((node) => isBoundToType({ ...holder, constraints: [node] }));
  const preset = bound.length === 1 && holder.column && arrayDefault(statement, holder.column);
  if (!isReleased('jsonb-columns', asOf) || (bound.length > 0 && !preset)) return undefined;
  const at = spanOf(statement, range);
  return {
    id: 'use-jsonb',
    title: 'Use JSONB',
    consequence: 'values are written as JSON, and array operators do not work on it',
    safety: 'review',
    edits: [
      ...replace(statement, range, inCaseOf(statement.text.slice(at.start, at.end), 'JSONB')),
      ...(preset ? replace(statement, preset, preset.json) : []),
    ],
  };
}
