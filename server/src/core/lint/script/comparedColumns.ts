import type { A_Expr, JoinExpr, Node, RangeVar, TypeName } from 'libpg-query';
import { isConverted, isTime, keepsIndexUnused } from '../../dialect/indexUse.js';
import type { SyntaxNode } from '../../syntax/node.js';
import { rangeOf } from '../../syntax/rangeOf.js';
import type { Statement } from '../../syntax/statement.js';
import { stringsOf } from '../../syntax/strings.js';
import {
  childOf,
  childrenOf,
  clauseOf,
  enclosing,
  nameOf,
  nodeAtToken,
  spanOf,
  tokenAt,
} from '../../syntax/tree/nodes.js';
import { treeOf } from '../../syntax/tree/tree.js';
import { textOf } from '../../syntax/typeName.js';
import { walk } from '../../syntax/walk.js';
import { incremental } from '../../text/incremental.js';
import { lookup } from '../../text/lookup.js';
import type { Span } from '../../text/span.js';
import { ofTables } from './ofTables.js';
import type { Script, ScriptStatement } from './script.js';
import { keyOf, type ScriptTable } from './tables.js';

/** A column that is compared with a value of another type, so that no index on it is used. */
export interface ComparedColumn {
  /** Relative to the statement. */
  readonly at: Span;
  readonly column: string;
  /** By its catalog name. */
  readonly type: string;
  readonly other: string;
}

interface ComparedIn {
  readonly statement: ScriptStatement;
  readonly found: readonly ComparedColumn[];
}

/** The comparisons whose types keep an index of the script from being used, by statement. */
export const comparedAcrossTypes = comparer();

function comparer(): (script: Script) => readonly ComparedIn[] {
  /** By the text of a statement, so that typing elsewhere reads none of them again. */
  let kept: ReadonlyMap<string, Compared> = new Map();
  const wordsOf = incremental(wordsIn);
  const tablesIn = ofTables(columnsOfTable);
  return (script) => {
    const known = knownColumns(tablesIn(script));
    const all = (known ? script.statements : []).flatMap((statement) => {
      const { span, facts } = statement;
      const text = reading.has(facts.kind) ? script.text.slice(span.start, span.end) : '';
      return /\b(?:where|join)\b/i.test(text) ? [{ statement, text }] : [];
    });
    const words = wordsOf(all.map(({ text }) => text));
    const now = new Map<string, Compared>();
    const found = all.flatMap(({ statement, text }, at): readonly ComparedIn[] => {
      const own = words[at];
      if (!known || !own || !mayFind(own, known)) return [];
      const old = now.get(text) ?? kept.get(text);
      const isSame = old && [...old.tables].every(([name, table]) => known.byName.get(name) === table);
      const compared = isSame ? old : comparedIn(script.read(statement), known.byName);
      now.set(text, compared);
      return compared.found.length > 0 ? [{ statement, found: compared.found }] : [];
    });
    kept = now;
    return found;
  };
}

/** The findings of a statement, and the tables that they depend on. */
interface Compared {
  readonly found: readonly ComparedColumn[];
  readonly tables: ReadonlyMap<string, TableColumns | undefined>;
}

const reading: ReadonlySet<string> = new Set([
  'SelectStmt',
  'UpdateStmt',
  'DeleteStmt',
  'InsertStmt',
  'MergeStmt',
  'ViewStmt',
]);

interface TableColumns {
  readonly name: string;
  /** With its schema. */
  readonly path: string;
  readonly types: ReadonlyMap<string, string>;
  /** The first columns of indexes. */
  readonly leading: ReadonlySet<string>;
}

function columnsOfTable({ relation }: ScriptTable): TableColumns {
  return {
    name: relation.name,
    path: keyOf(relation),
    types: new Map(
      relation.hasAllColumns
        ? relation.columns.map(({ name, type }) => [name, type?.dimensions === 0 ? type.name : ''])
        : [],
    ),
    leading: new Set(
      relation.indexes.flatMap(({ keys: [first], predicate }) =>
        first?.kind === 'column' && !predicate ? [first.column] : [],
      ),
    ),
  };
}

interface Known {
  /** By their names with and without schemas; undefined where a name is ambiguous. */
  readonly byName: ReadonlyMap<string, TableColumns | undefined>;
  readonly typesByColumn: ReadonlyMap<string, ReadonlySet<string>>;
  /** Dates and timestamps that are the first column of an index. */
  readonly times: ReadonlySet<string>;
}

/** Undefined where no two types of the tables keep an index from being used. */
function knownColumns(tables: readonly TableColumns[]): Known | undefined {
  const typesByColumn = new Map<string, Set<string>>();
  const byName = new Map<string, TableColumns | undefined>();
  const times = new Set<string>();
  const all = new Set<string>();
  for (const table of tables) {
    // Nobody can tell which of two tables of one name is meant.
    for (const name of [table.name, table.path]) byName.set(name, byName.has(name) ? undefined : table);
    for (const [column, type] of table.types) {
      if (!isConverted(type)) continue;
      all.add(type);
      if (isTime(type) && table.leading.has(column)) times.add(column);
      const known = typesByColumn.get(column);
      if (known) known.add(type);
      else typesByColumn.set(column, new Set([type]));
    }
  }
  const differ = [...all].some((one) => [...all].some((other) => keepsIndexUnused(one, other)));
  return differ || times.size > 0 ? { byName, typesByColumn, times } : undefined;
}

/** What the text of a statement tells of its comparisons, whatever the tables are. */
interface Words {
  readonly pairs: readonly (readonly [one: string, other: string])[];
  /** Its names, where it holds a word for a time. */
  readonly names: readonly string[];
}

function wordsIn(text: string): Words {
  const pairs = [...text.matchAll(comparison)].map(
    ([, left = '', right = '']) => [columnIn(left), columnIn(right)] as const,
  );
  for (const [, list = ''] of text.matchAll(/\busing\s*\(([^()]*)\)/gi))
    for (const name of list.split(',').map((one) => columnIn(one.trim()))) pairs.push([name, name]);
  const names = timeWords.test(text) ? (text.toLowerCase().match(/[\p{L}_][\p{L}\p{N}_$]*/gu) ?? []) : [];
  return { pairs, names: [...new Set(names)] };
}

function mayFind({ pairs, names }: Words, { typesByColumn, times }: Known): boolean {
  const typesOf = (name: string) => [...(typesByColumn.get(name) ?? [])];
  return (
    names.some((name) => times.has(name)) ||
    pairs.some(([one, other]) =>
      typesOf(one).some((type) =>
        typesOf(other).some((second) => keepsIndexUnused(type, second) || keepsIndexUnused(second, type)),
      ),
    )
  );
}

/** Without one of these, no value is clearly a time. */
const timeWords =
  /\b(?:timestamp|timestamptz|date|now|current_timestamp|current_date|localtimestamp)\b|_timestamp\s*\(/i;

const comparison =
  /("[^"]*"|[\p{L}_][\p{L}\p{N}_$]*)\s*(?:=|<=?|>=?)\s*((?:(?:"[^"]*"|[\p{L}_][\p{L}\p{N}_$]*)\s*\.\s*)*(?:"[^"]*"|[\p{L}_][\p{L}\p{N}_$]*))/gu;

/** The last part of a written name, as the catalog has it. */
function columnIn(written: string): string {
  const [name = ''] = /(?:"[^"]*"|[\p{L}\p{N}_$]+)$/u.exec(written) ?? [];
  return name.startsWith('"') ? name.slice(1, -1) : name.toLowerCase();
}

/** The tables that a query reads, by the names that it gives them; undefined for what is not a table of the script. */
type Scope = ReadonlyMap<string, TableColumns | undefined>;

interface Column {
  readonly name: string;
  readonly type: string;
  readonly leads: boolean;
}

function comparedIn(statement: Statement, known: ReadonlyMap<string, TableColumns | undefined>): Compared {
  const { node } = statement;
  const tables = new Map<string, TableColumns | undefined>();
  if (!node) return { found: [], tables };
  const named = new Set<string>();
  walk(node, (name, inner) => {
    if (name === 'CommonTableExpr') named.add((inner as { readonly ctename?: string }).ctename ?? '');
  });
  const tableNamed = (name: string) => {
    if (named.has(name)) return undefined;
    const table = known.get(name);
    tables.set(name, table);
    return table;
  };
  const found: ComparedColumn[] = [];
  const add = (unused: Omit<ComparedColumn, 'at'> | undefined, at: () => Span | undefined): void => {
    const span = unused && at();
    if (span) found.push({ ...unused, at: span });
  };
  walk(node, (kind, inner) => {
    const items = sourcesOf(kind, inner);
    if (!items) return;
    const scope = scopeOf(items, tableNamed);
    // The walker passes the node of the name that it tells.
    const { whereClause } = inner as { readonly whereClause?: Node };
    const conditions = [...(whereClause ? [whereClause] : []), ...joinConditions(items)];
    for (const expression of conditions.flatMap(comparisonsIn))
      add(unusedIn(expression, scope), () => {
        const range = rangeOf(statement, expression);
        return range && spanOf(statement, range);
      });
    for (const join of joinsOf(items))
      for (const name of stringsOf(join.usingClause)) {
        const [left, right] = [join.larg, join.rarg].map((side) =>
          columnNamed([name], scopeOf(side ? [side] : [], tableNamed)),
        );
        add(unusedOf(left, right?.type) ?? unusedOf(right, left?.type), () =>
          usingSpan(statement, join, name),
        );
      }
  });
  return { found: found.sort((one, other) => one.at.start - other.at.start), tables };
}

/** The side of a comparison whose index is not used for it. */
function unusedIn(
  { kind, name, lexpr, rexpr }: A_Expr,
  scope: Scope,
): Omit<ComparedColumn, 'at'> | undefined {
  const isBetween = kind === 'AEXPR_BETWEEN';
  const isPlain = kind === 'AEXPR_OP' && ['=', '<', '>', '<=', '>='].includes(stringsOf(name).join('.'));
  if ((!isBetween && !isPlain) || !lexpr || !rexpr) return undefined;
  const others = 'List' in rexpr ? (rexpr.List.items ?? []) : [rexpr];
  const typeOf = (node: Node) => columnOf(node, scope)?.type ?? timeOf(node);
  for (const other of others) {
    const unused =
      unusedOf(columnOf(lexpr, scope), typeOf(other)) ?? unusedOf(columnOf(other, scope), typeOf(lexpr));
    if (unused) return unused;
  }
  return undefined;
}

const unusedOf = (
  column: Column | undefined,
  other: string | undefined,
): Omit<ComparedColumn, 'at'> | undefined =>
  column?.leads && other !== undefined && keepsIndexUnused(column.type, other)
    ? { column: column.name, type: column.type, other }
    : undefined;

/** What the FROM, USING or target of a statement reads. */
function sourcesOf(kind: string, node: object): readonly Node[] | undefined {
  const {
    fromClause = [],
    usingClause = [],
    relation,
  } = node as {
    readonly fromClause?: readonly Node[];
    readonly usingClause?: readonly Node[];
    readonly relation?: RangeVar;
  };
  if (kind === 'SelectStmt') return fromClause;
  if (kind !== 'UpdateStmt' && kind !== 'DeleteStmt') return undefined;
  return [...(relation ? [{ RangeVar: relation }] : []), ...fromClause, ...usingClause];
}

function scopeOf(items: readonly Node[], tableNamed: (name: string) => TableColumns | undefined): Scope {
  const scope = new Map<string, TableColumns | undefined>();
  const add = (item: Node): void => {
    if ('JoinExpr' in item) {
      const { larg, rarg, alias } = item.JoinExpr;
      // The alias of a join hides the names of its tables.
      if (alias) scope.set(alias.aliasname ?? '', undefined);
      else for (const side of [larg, rarg]) if (side) add(side);
    } else if ('RangeVar' in item) {
      const { relname = '', alias, schemaname } = item.RangeVar;
      const name = alias?.aliasname ?? relname;
      const isPlain = !alias?.colnames && !scope.has(name);
      const written = schemaname === undefined ? relname : `${schemaname}.${relname}`;
      scope.set(name, isPlain ? tableNamed(written) : undefined);
    } else scope.set(`(${scope.size})`, undefined);
  };
  for (const item of items) add(item);
  return scope;
}

function* joinsOf(items: readonly Node[]): Generator<JoinExpr> {
  for (const item of items) {
    if (!('JoinExpr' in item)) continue;
    const { larg, rarg } = item.JoinExpr;
    yield* joinsOf([larg, rarg].flatMap((side) => side ?? []));
    yield item.JoinExpr;
  }
}

const joinConditions = (items: readonly Node[]): readonly Node[] =>
  [...joinsOf(items)].flatMap(({ quals }) => quals ?? []);

/** The comparisons of a condition that must all hold, because AND joins them. */
function comparisonsIn(node: Node): readonly A_Expr[] {
  if ('BoolExpr' in node && node.BoolExpr.boolop === 'AND_EXPR')
    return (node.BoolExpr.args ?? []).flatMap(comparisonsIn);
  return 'A_Expr' in node ? [node.A_Expr] : [];
}

function columnOf(node: Node | undefined, scope: Scope): Column | undefined {
  if (!node || !('ColumnRef' in node)) return undefined;
  return columnNamed((node.ColumnRef.fields ?? []).map(textOf), scope);
}

function columnNamed(names: readonly string[], scope: Scope): Column | undefined {
  const [name = '', table] = names.toReversed();
  if (names.length > 2) return undefined;
  const tables = table === undefined ? [...scope.values()] : [scope.get(table)];
  // A name alone may belong to a table that is not known.
  if (tables.some((one) => one === undefined)) return undefined;
  const [found, another] = tables.flatMap((one) => (one?.types.has(name) ? [one] : []));
  const type = found?.types.get(name);
  return found && !another && type ? { name, type, leads: found.leading.has(name) } : undefined;
}

/** The name of a column in the USING of a join, by the table on its right. */
function usingSpan(statement: Statement, { rarg }: JoinExpr, name: string): Span | undefined {
  const location = rarg && 'RangeVar' in rarg ? rarg.RangeVar.location : undefined;
  if (location === undefined) return undefined;
  const source: SyntaxNode = nodeAtToken(treeOf(statement), tokenAt(statement, location));
  const list = childOf(clauseOf(enclosing(source, 'join'), 'using'), 'list');
  const written = childrenOf(list, 'name').find((one) => nameOf(statement, one) === name);
  return written && spanOf(statement, written);
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
  return arrayBounds.length === 0 && isTime(type) ? type : undefined;
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
