import type { A_Expr, Node, TypeName } from 'libpg-query';
import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { ofTables } from '../lint/script/ofTables.js';
import type { Script, ScriptStatement } from '../lint/script/script.js';
import { rangeOf } from '../syntax/rangeOf.js';
import type { Statement } from '../syntax/statement.js';
import { spanOf } from '../syntax/tree/nodes.js';
import { textOf } from '../syntax/typeName.js';
import { walk } from '../syntax/walk.js';
import { incremental } from '../text/incremental.js';
import { lookup } from '../text/lookup.js';
import { type Span, shiftSpan } from '../text/span.js';

export default defineRule({
  id: 'comparison-across-types',
  severity: 'info',
  message: 'An index on "{column}", a {type}, is not used here: the value is a {other}.',
  why: 'DSQL uses an index only where both sides are of one type, integers aside: a date column compared with a timestamp was seen to read the whole table, 102 ms in place of 1.2 ms (observed in May 2026).',
  instead: "Write the value in the type of the column: DATE '2026-01-01', CURRENT_DATE, CAST(… AS date).",
  noFix: 'Which value is meant in the type of the column is not known.',
  documentation: documentation.compatibility,
  wholeFile: true,
  examples: [
    {
      bad: "CREATE TABLE visits (id UUID PRIMARY KEY, day DATE);\nCREATE INDEX ASYNC visits_day ON visits (day);\nSELECT id FROM visits WHERE day >= TIMESTAMP '2026-01-01 00:00:00';",
      at: "day >= TIMESTAMP '2026-01-01 00:00:00'",
      byHand:
        "CREATE TABLE visits (id UUID PRIMARY KEY, day DATE);\nCREATE INDEX ASYNC visits_day ON visits (day);\nSELECT id FROM visits WHERE day >= DATE '2026-01-01';",
    },
  ],
  *script(script) {
    const { columns, pattern, comparisonsOf } = indexedTimes(script);
    if (columns.size === 0) return;
    const asked = script.statements.filter(({ span, facts }) => {
      const text = script.text.slice(span.start, span.end);
      return reading.has(facts.kind) && timeWords.test(text) && pattern.test(text);
    });
    const found = comparisonsOf(script, asked);
    for (const [at, { span }] of asked.entries())
      for (const finding of found[at] ?? []) yield { ...finding, at: shiftSpan(finding.at, span.start) };
  },
});

const reading: ReadonlySet<string> = new Set([
  'SelectStmt',
  'UpdateStmt',
  'DeleteStmt',
  'InsertStmt',
  'MergeStmt',
]);

/** Without one of these no value says that it is a time. */
const timeWords =
  /\b(?:timestamp|timestamptz|date|now|current_timestamp|current_date|localtimestamp)\b|_timestamp\s*\(/i;

interface IndexedTimes {
  /** The types of the columns that lead an index, by name; none of a name that has several types. */
  readonly columns: ReadonlyMap<string, string>;
  /** Finds one of the columns. */
  readonly pattern: RegExp;
  /** The findings of each statement, relative to it: a statement that was asked about last time is not read again. */
  readonly comparisonsOf: (
    script: Script,
    statements: readonly ScriptStatement[],
  ) => readonly (readonly Comparison[])[];
}

/** Kept while the tables say the same, so that typing elsewhere reads no statement again. */
function indexedTimes(script: Script): IndexedTimes {
  const tables = timesOfTables(script);
  const columns = timesLeading(tables);
  const names = new Set(tables.map(({ name }) => name));
  const key = JSON.stringify([[...columns].sort(), [...names].sort()]);
  if (lastTimes?.key !== key) lastTimes = { key, times: timesOf(columns, names) };
  return lastTimes.times;
}

let lastTimes: { readonly key: string; readonly times: IndexedTimes } | undefined;

function timesOf(columns: ReadonlyMap<string, string>, names: ReadonlySet<string>): IndexedTimes {
  let read: (text: string) => Statement | undefined = () => undefined;
  const byText = incremental((text): readonly Comparison[] => {
    const statement = read(text);
    return statement?.node && readsOnly(statement.node, names) ? comparisons(statement, columns) : [];
  });
  return {
    columns,
    pattern: new RegExp(`\\b(?:${[...columns.keys()].join('|')})\\b`, 'i'),
    comparisonsOf(now, statements) {
      const texts = statements.map(({ span }) => now.text.slice(span.start, span.end));
      const placed = new Map(texts.map((text, at) => [text, statements[at]]));
      read = (text) => {
        const statement = placed.get(text);
        return statement && now.read(statement);
      };
      const found = byText(texts);
      read = () => undefined;
      return found;
    },
  };
}

const timesOfTables = ofTables(({ relation }) => ({
  name: relation.name,
  types: relation.columns.map(({ name, type }): readonly [string, string] => [
    name,
    type && type.dimensions === 0 ? type.name : 'other',
  ]),
  leading: relation.indexes.flatMap(({ keys: [first] }) =>
    first?.kind === 'column' && /^[a-z_][a-z0-9_]*$/.test(first.column) ? [first.column] : [],
  ),
}));

type TableTimes = ReturnType<typeof timesOfTables>[number];

function timesLeading(tables: readonly TableTimes[]): ReadonlyMap<string, string> {
  const all = new Map<string, Set<string>>();
  for (const { types } of tables)
    for (const [name, type] of types) {
      const known = all.get(name);
      if (known) known.add(type);
      else all.set(name, new Set([type]));
    }
  const found = new Map<string, string>();
  for (const { leading } of tables)
    for (const column of leading) {
      const [type = '', ...others] = all.get(column) ?? [];
      if (others.length === 0 && type in printed) found.set(column, type);
    }
  return found;
}

const printed = lookup<string>({
  date: 'date',
  timestamp: 'timestamp',
  timestamptz: 'timestamp with time zone',
});

interface Comparison {
  /** Relative to the statement. */
  readonly at: Span;
  readonly data: { readonly column: string; readonly type: string; readonly other: string };
}

function comparisons(statement: Statement, columns: ReadonlyMap<string, string>): readonly Comparison[] {
  const { node } = statement;
  if (!node) return [];
  const compared = new Set<A_Expr>();
  walk(node, (name, inner) => {
    // The walker hands a node of the name it tells.
    const { whereClause, quals } = inner as { readonly whereClause?: Node; readonly quals?: Node };
    const condition = conditions.has(name) ? (whereClause ?? quals) : undefined;
    if (condition) for (const one of comparisonsIn(condition)) compared.add(one);
  });
  return [...compared].flatMap((expression): readonly Comparison[] => {
    const data = sidesOf(expression, columns);
    const range = data && rangeOf(statement, expression);
    return range ? [{ at: spanOf(statement, range), data }] : [];
  });
}

const conditions: ReadonlySet<string> = new Set(['SelectStmt', 'UpdateStmt', 'DeleteStmt', 'JoinExpr']);

/** Whether all that a statement reads are tables that the script makes. */
function readsOnly(root: Node, tables: ReadonlySet<string>): boolean {
  let isKnown = true;
  walk(root, (name, node) => {
    if (name === 'RangeVar') isKnown &&= tables.has((node as { readonly relname?: string }).relname ?? '');
    if (name === 'RangeSubselect' || name === 'RangeFunction' || name === 'CommonTableExpr') isKnown = false;
  });
  return isKnown;
}

/** The comparisons that must all hold: those that AND joins. */
function comparisonsIn(node: Node): readonly A_Expr[] {
  if ('BoolExpr' in node && node.BoolExpr.boolop === 'AND_EXPR')
    return (node.BoolExpr.args ?? []).flatMap(comparisonsIn);
  return 'A_Expr' in node ? [node.A_Expr] : [];
}

function sidesOf(
  { kind, name, lexpr, rexpr }: A_Expr,
  columns: ReadonlyMap<string, string>,
): { column: string; type: string; other: string } | undefined {
  const isBetween = kind === 'AEXPR_BETWEEN';
  const isPlain =
    kind === 'AEXPR_OP' && ['=', '<', '>', '<=', '>='].includes((name ?? []).map(textOf).join());
  if ((!isBetween && !isPlain) || !lexpr || !rexpr) return undefined;
  const values = 'List' in rexpr ? (rexpr.List.items ?? []) : [rexpr];
  for (const [one, others] of [
    [lexpr, values],
    [rexpr, [lexpr]],
  ] as const) {
    const column = columnOf(one);
    const type = column === undefined ? undefined : columns.get(column);
    const other = others.map(timeOf).find((time) => time !== undefined && time !== type);
    if (column !== undefined && type !== undefined && other !== undefined)
      return { column, type: printed[type] ?? type, other: printed[other] ?? other };
  }
  return undefined;
}

function columnOf(node: Node): string | undefined {
  const last = 'ColumnRef' in node ? node.ColumnRef.fields?.at(-1) : undefined;
  return last && 'String' in last ? last.String.sval : undefined;
}

/** The type of a value of time, where its words tell. */
function timeOf(node: Node): string | undefined {
  if ('TypeCast' in node) return node.TypeCast.typeName && typeOf(node.TypeCast.typeName);
  if ('SQLValueFunction' in node) return valueFunctions[node.SQLValueFunction.op ?? ''];
  if ('FuncCall' in node) return clocks[(node.FuncCall.funcname ?? []).map(textOf).at(-1) ?? ''];
  if (!('A_Expr' in node) || node.A_Expr.kind !== 'AEXPR_OP' || !node.A_Expr.lexpr) return undefined;
  const { name = [], lexpr, rexpr } = node.A_Expr;
  if (!['+', '-'].includes(name.map(textOf).join()) || !rexpr || !isInterval(rexpr)) return undefined;
  const type = timeOf(lexpr);
  // A date with an interval is a timestamp.
  return type === 'date' ? 'timestamp' : type;
}

function typeOf({ names = [], arrayBounds = [] }: TypeName): string | undefined {
  const type = names.map(textOf).at(-1) ?? '';
  return arrayBounds.length === 0 && type in printed ? type : undefined;
}

const isInterval = (node: Node): boolean =>
  'TypeCast' in node && (node.TypeCast.typeName?.names ?? []).map(textOf).at(-1) === 'interval';

const valueFunctions = lookup<string>({
  SVFOP_CURRENT_DATE: 'date',
  SVFOP_CURRENT_TIMESTAMP: 'timestamptz',
  SVFOP_CURRENT_TIMESTAMP_N: 'timestamptz',
  SVFOP_LOCALTIMESTAMP: 'timestamp',
  SVFOP_LOCALTIMESTAMP_N: 'timestamp',
});

const clocks = lookup<string>({
  now: 'timestamptz',
  transaction_timestamp: 'timestamptz',
  statement_timestamp: 'timestamptz',
  clock_timestamp: 'timestamptz',
});
