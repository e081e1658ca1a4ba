import type { A_Expr, JoinExpr, Node, RangeVar, TypeName } from 'libpg-query';
import { keyOf } from '../../catalog/objectKey.js';
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
import { byKey } from '../../text/byKey.js';
import { type ByFewNames, inLittleRoom } from '../../text/fewNames.js';
import { lookup } from '../../text/lookup.js';
import { query } from '../../text/memo.js';
import { ofItems } from '../../text/ofItems.js';
import { sharing } from '../../text/sharing.js';
import type { Span } from '../../text/span.js';
import { areSameNames } from '../../text/unlessSame.js';
import { type ComparedNames, namesIn } from './comparedNames.js';
import { ofTables } from './ofTables.js';
import { perText } from './perText.js';
import type { Script, ScriptStatement, Wording } from './script.js';
import type { ScriptTable } from './tables.js';
import { tellingOf } from './telling.js';

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
export const comparedAcrossTypes = perText(comparer);

function comparer(): (script: Script) => readonly ComparedIn[] {
  /** By the text of a statement, so that typing elsewhere reads none again. */
  const kept = new WeakMap<Wording, Compared>();
  const knownOf = ofItems(knownColumns, isSameTable);
  const foundIn = (script: Script, statement: ScriptStatement, names: ComparedNames, known: Known) => {
    const old = kept.get(statement.wording);
    if (old?.known === known) return old.found;
    const areSame = old?.tables && [...old.tables].every(([name, table]) => known.byName.get(name) === table);
    const compared = !mayFind(names, known, () => textIn(script, statement))
      ? nothingUnder(known)
      : areSame
        ? { ...old, known }
        : { ...comparedIn(script.read(statement), known.byName), known };
    kept.set(statement.wording, compared);
    return compared.found;
  };
  return (script) => {
    const known = knownOf(columnsOfTables(script));
    if (!known) return [];
    return tellingOf(script).comparing.flatMap((statement): readonly ComparedIn[] => {
      const { compared: names } = statement.facts;
      const found = names ? foundIn(script, statement, names, known) : [];
      return found.length > 0 ? [{ statement, found }] : [];
    });
  };
}

/** Of most statements nothing is found: they share one answer. */
const nothingUnder = (known: Known): Compared => query(nothingIn, known);

const nothingIn = (known: Known): Compared => ({ found: [], known });

const textIn = ({ text }: Script, { span }: ScriptStatement): string => text.slice(span.start, span.end);

/** The findings of a statement, and the tables that they depend on, if its tree was read. */
interface Compared {
  readonly found: readonly ComparedColumn[];
  readonly tables?: ReadonlyMap<string, TableColumns | undefined>;
  /** Under these, they hold for certain. */
  readonly known: Known;
}

/** The columns of a table by their types, as far as the script tells all of them. */
export interface TableColumns {
  readonly name: string;
  /** With its schema. */
  readonly path: string;
  readonly types: ByFewNames<string>;
  /** The first columns of indexes. */
  readonly leading: ReadonlySet<string>;
}

/** Those of all tables of a script. */
export const columnsOfTables = ofTables(columnsOfTable);

function columnsOfTable({ relation }: ScriptTable): TableColumns {
  const leading = relation.indexes.flatMap(({ keys: [first], predicate }) =>
    first?.kind === 'column' && !predicate ? [first.column] : [],
  );
  return {
    name: relation.name,
    path: keyOf(relation),
    types: inLittleRoom(
      new Map(
        relation.hasAllColumns
          ? relation.columns.map(({ name, type }) => [name, type?.dimensions === 0 ? type.name : ''])
          : [],
      ),
    ),
    leading: sharedLeading(leading.join('\0'), () => new Set(leading)),
  };
}

/** An edit of the statements of a table often leaves its columns as they are. */
export const isSameTable = (one: TableColumns, other: TableColumns): boolean =>
  one.path === other.path &&
  areSameNames(one.leading, other.leading) &&
  one.types.size === other.types.size &&
  [...one.types].every(([name, type]) => other.types.get(name) === type);

/** The indexes of most tables lead with the same few columns. */
const sharedLeading = sharing<ReadonlySet<string>>();

interface Known extends ColumnTypes {
  /** By their names with and without schemas; undefined where a name is ambiguous. */
  readonly byName: ReadonlyMap<string, TableColumns | undefined>;
  /** By their names in lower case, those whose name is one word. */
  readonly byWord: ReadonlyMap<string, readonly TableColumns[]>;
  /** The others. */
  readonly otherwise: readonly TableColumns[];
  /** Dates and timestamps that are the first column of an index. */
  readonly times: ReadonlySet<string>;
}

/** Of columns whose type, beside another, may keep an index from being used: the types of each name. */
interface ColumnTypes {
  readonly types: ReadonlyMap<string, ReadonlySet<string>>;
  /** Those of first columns of indexes. */
  readonly leading: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Undefined where no two types of the tables keep an index from being used. */
function knownColumns(tables: readonly TableColumns[]): Known | undefined {
  const byName = new Map<string, TableColumns | undefined>();
  for (const table of tables) {
    // Nobody can tell which of two tables of one name is meant.
    for (const name of [table.name, table.path]) byName.set(name, byName.has(name) ? undefined : table);
  }
  const columns = typesOf(tables);
  const all = new Set([...columns.types.values()].flatMap((types) => [...types]));
  const times = [...columns.leading].flatMap(([name, types]) => ([...types].some(isTime) ? [name] : []));
  if (times.length === 0 && !areUnused(all, all)) return undefined;
  const isWord = ({ name }: TableColumns) => namesIn(name).has(name.toLowerCase());
  const byWord = byKey(tables.filter(isWord).map((table) => [table.name.toLowerCase(), table]));
  const otherwise = tables.filter((table) => !isWord(table));
  return { ...columns, byName, byWord, otherwise, times: new Set(times) };
}

function typesOf(tables: readonly TableColumns[]): ColumnTypes {
  const types = new Map<string, Set<string>>();
  const leading = new Map<string, Set<string>>();
  const add = (known: Map<string, Set<string>>, column: string, type: string) => {
    const ofColumn = known.get(column);
    if (ofColumn) ofColumn.add(type);
    else known.set(column, new Set([type]));
  };
  for (const table of tables) {
    for (const [column, type] of table.types) {
      if (!isConverted(type)) continue;
      add(types, column, type);
      if (table.leading.has(column)) add(leading, column, type);
    }
  }
  return { types, leading };
}

/** Asks first for the columns of any table, because few statements pass that, then for those of tables that the text names. */
function mayFind(names: ComparedNames, known: Known, text: () => string): boolean {
  const mayHaveTime = names.hasTime && known.times.size > 0;
  if (!mayHaveTime && !mayDiffer(names, known)) return false;
  const written = text();
  // Names may be written in code points.
  if (/u&"/i.test(written)) return true;
  const words = namesIn(written);
  const tables = [...[...words].flatMap((word) => known.byWord.get(word) ?? []), ...known.otherwise];
  const columns = typesOf(tables);
  if (mayDiffer(names, columns)) return true;
  return mayHaveTime && [...words].some((word) => [...(columns.leading.get(word) ?? [])].some(isTime));
}

function mayDiffer({ pairs }: ComparedNames, { types, leading }: ColumnTypes): boolean {
  const isUnused = (column: string, other: string) => areUnused(leading.get(column), types.get(other));
  return pairs.some(([one, other]) => isUnused(one, other) || isUnused(other, one));
}

/** Whether an index on a column of one of some types is not used beside a value of one of the others. */
function areUnused(some: ReadonlySet<string> = noTypes, others: ReadonlySet<string> = noTypes): boolean {
  for (const one of some) for (const other of others) if (keepsIndexUnused(one, other)) return true;
  return false;
}

const noTypes: ReadonlySet<string> = new Set();

/** The tables that a query reads, by the names that it gives them; undefined for what is not a table of the script. */
type Scope = ReadonlyMap<string, TableColumns | undefined>;

interface Column {
  readonly name: string;
  readonly type: string;
  readonly leads: boolean;
}

function comparedIn(
  statement: Statement,
  known: ReadonlyMap<string, TableColumns | undefined>,
): Omit<Compared, 'known'> {
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
