import type { A_Expr, FuncCall, Node, TypeCast } from 'libpg-query';
import { builtins } from '../catalog/builtins.js';
import { titleOfType } from '../catalog/formatType.js';
import { layered } from '../catalog/layered.js';
import type { Routine } from '../catalog/model.js';
import { canCast } from '../semantics/infer/coercion.js';
import type { Issue } from '../semantics/infer/context.js';
import { chooseOperator, chooseRoutine } from '../semantics/infer/overload.js';
import { type TypeKey, type Types, typesIn } from '../semantics/infer/types.js';
import { bodyTextOf } from '../syntax/body.js';
import { callSpan } from '../syntax/calls.js';
import { isSpace, isWordPart } from '../syntax/lexer.js';
import { rangeOf } from '../syntax/rangeOf.js';
import type { Statement } from '../syntax/statement.js';
import { stringsOf } from '../syntax/strings.js';
import { spanOf } from '../syntax/tree/nodes.js';
import { treeOf } from '../syntax/tree/tree.js';
import { query } from '../text/memo.js';
import type { Span } from '../text/span.js';
import { foundUnderDdl } from './foundUnderDdl.js';
import { bigintNames } from './script/bigintNames.js';
import { catalogOf } from './script/catalog.js';
import { wordsIn } from './script/comparedNames.js';
import { createdFunctions } from './script/createdNames.js';
import type { Facts } from './script/facts.js';
import type { Script, ScriptStatement } from './script/script.js';
import { issuesIn, sqlOf } from './typedSql.js';

/** A built-in function, an operator or a cast that is given a bigint where it takes an integer only. */
export interface BigintUse {
  /** Its name or sign, as offsets of the script. */
  readonly at: Span;
  /** What does not exist, as `date + bigint`, and what does, as `date + integer`. */
  readonly given: string;
  readonly known: string;
  /** What must be an integer, relative to the statement; none where it cannot be edited. */
  readonly operands: readonly Operand[];
}

export interface Operand extends Span {
  /** A cast behind it would apply to a part of it only. */
  readonly needsParentheses: boolean;
}

/**
 * The uses of bigint that fail with 42883 or 42846, as far as the script tells types. Types are inferred where a statement names
 * both a bigint and something that takes an integer only: it costs much.
 */
export const bigintUses = foundUnderDdl({
  tell(source, facts) {
    if (takesIntegers(source)) return 'narrow';
    return isSum(source, facts) ? 'sum' : undefined;
  },
  under: bigintNames,
  isAbout(told, { bigints, shifted }, source) {
    const words = wordsIn(source);
    const isAmong = (names: ReadonlySet<string>) => words.some((word) => names.has(word));
    return isAmong(bigints) && (told === 'narrow' || isAmong(shifted));
  },
  find: (script, placed, number): readonly BigintUse[] => [...usesIn(script, placed, number)],
});

/** No interval is added to an integer, nor to a bigint. */
const isSum = (source: string, { createdFunction }: Facts): boolean =>
  /[-+](?!\s*interval\s*')/i.test(createdFunction === undefined ? codeIn(source) : source);

/** Without its strings, where it is plain which these are. Those of a DO block hold code. */
const codeIn = (source: string): string =>
  /["\\]|--|\/\*|\$\w*\$|^do\b/i.test(source) ? source : source.replace(/'[^']*'/g, "''");

/** Whether it may hold a cast, an operator or a call of PostgreSQL that exists for integer but not for bigint. */
function takesIntegers(source: string): boolean {
  if (narrowSigns.test(source)) return true;
  for (const name of calledIn(source)) if (narrowWords.has(name) || isNarrowRoutine(name)) return true;
  return false;
}

const narrowSigns = /::\s*"?bool|\bas\s+bool|->|<<|>>/i;

/** PostgreSQL's grammar turns these words into calls of such functions. */
const narrowWords: ReadonlySet<string> = new Set(['substring', 'overlay', 'interval']);

/** The word before each opening parenthesis, in lower case. */
function* calledIn(source: string): Generator<string> {
  for (let open = source.indexOf('('); open >= 0; open = source.indexOf('(', open + 1)) {
    let end = open;
    while (isSpace(source.charCodeAt(end - 1))) end--;
    if (source.charAt(end - 1) === '"') end--;
    let start = end;
    while (isWordPart(source.charCodeAt(start - 1))) start--;
    if (start < end) yield source.slice(start, end).toLowerCase();
  }
}

/** Only what a text calls is looked up: to read all functions of PostgreSQL takes longer than to check a short file. */
function isNarrowRoutine(name: string): boolean {
  const { routines, types } = builtins().schemas.get('pg_catalog') ?? {};
  const all = routines?.get(name);
  // The name of a type before parentheses is the type: varchar(20).
  return all !== undefined && !types?.get(name) && query(holdsNarrow, all);
}

/** Whether one of some functions of one name takes an integer, and no other takes a bigint in its place. */
function holdsNarrow(routines: readonly Routine[]): boolean {
  const forms = new Set(routines.map((one) => typesOf(one).join()));
  return routines.some((one) => {
    const types = typesOf(one);
    return types.includes('int4') && !forms.has(types.join().replaceAll('int4', 'int8'));
  });
}

const typesOf = ({ parameters }: Routine): readonly string[] =>
  parameters.flatMap(({ mode, type }) => (mode === 'out' || mode === 'table' ? [] : [type.name]));

/** The places are relative to the statement. */
function* usesIn(script: Script, placed: ScriptStatement, number: number): Generator<BigintUse> {
  const outer = script.read(placed);
  // A body in PL/pgSQL is read when it runs.
  const isLate = bodyTextOf(outer, treeOf(outer))?.language === 'plpgsql';
  const catalog = isLate ? catalogOf(script).after : catalogOf(script).behind(number);
  const names = layered([builtins(), catalog], catalog.searchPath);
  const types = typesIn({ ...names, isComplete: true });
  const own = createdFunctions(script);
  const seen = new Set<number>();
  for (const { statement, parameters, offsetAt, isComposed } of sqlOf(script, outer, types))
    for (const issue of issuesIn(types, statement, parameters)) {
      const narrowed = narrowedIn(types, issue, own);
      // A number that is too large for an integer is no matter of types.
      if (!narrowed || narrowed.operands.some((one) => 'A_Const' in one)) continue;
      const { node, given, known } = narrowed;
      const operands = narrowed.operands.map((operand) => operandIn(statement, operand, offsetAt));
      const place = operands.every((one) => one !== undefined) ? placeOf(statement, node, issue) : undefined;
      if (!place) continue;
      const at = { start: offsetAt(place.start), end: offsetAt(place.end) };
      // A query inside is read with its own statement, and with that around it.
      if (seen.has(at.start)) continue;
      seen.add(at.start);
      yield { at, given, known, operands: isComposed ? [] : operands.flatMap((one) => one ?? []) };
    }
}

function placeOf(statement: Statement, node: object, { sqlstate }: Issue): Span | undefined {
  if (sqlstate === '42883') return callSpan(statement, node);
  const range = rangeOf(statement, node);
  return range && spanOf(statement, range);
}

function operandIn(
  statement: Statement,
  node: Node,
  offsetAt: (inner: number) => number,
): Operand | undefined {
  const [kind = '', inner] = Object.entries(node)[0] ?? [];
  const range = inner && rangeOf(statement, inner as object);
  if (!range) return undefined;
  const { start, end } = spanOf(statement, range);
  return { start: offsetAt(start), end: offsetAt(end), needsParentheses: !simple.has(kind) };
}

const simple: ReadonlySet<string> = new Set(['ColumnRef', 'FuncCall', 'ParamRef', 'SubLink', 'TypeCast']);

interface Narrowed extends Pick<BigintUse, 'given' | 'known'> {
  readonly node: object;
  readonly operands: readonly Node[];
}

/** What would do with an integer in place of a bigint; undefined for any other issue. */
export function narrowedIn(types: Types, issue: Issue, own: ReadonlySet<string>): Narrowed | undefined {
  const { sqlstate, node, subject, given } = issue;
  if (!given?.includes('int8')) return undefined;
  if (sqlstate === '42846' && 'typeName' in node) {
    const { arg } = node as TypeCast;
    const text = (from: TypeKey) => `${titleOfType(from)}::${titleOfType(subject)}`;
    return arg && canCast(types, 'int4', subject, 'explicit')
      ? { node, operands: [arg], given: text('int8'), known: text('int4') }
      : undefined;
  }
  if (sqlstate !== '42883') return undefined;
  if ('funcname' in node) return own.has(subject) ? undefined : narrowedCall(types, node as FuncCall, given);
  const { kind, lexpr, rexpr, name } = node as A_Expr;
  const [sign = '', schema] = stringsOf(name).reverse();
  if (kind !== 'AEXPR_OP' || !lexpr || !rexpr) return undefined;
  const operators = types.names.operators({ schema, name: sign });
  const wanted = narrow(given, ([left, right = '']) =>
    isFound(chooseOperator(types, operators, left, right)),
  );
  return wanted && describe(node, given, wanted, [lexpr, rexpr], (all) => all.join(` ${sign} `));
}

function narrowedCall(types: Types, call: FuncCall, given: readonly TypeKey[]): Narrowed | undefined {
  const { args = [], agg_within_group, func_variadic: isVariadic = false, funcname } = call;
  const [name = '', schema] = stringsOf(funcname).reverse();
  const routines = types.names.routines({ schema, name });
  if (agg_within_group || routines.some((one) => one.schema !== 'pg_catalog')) return undefined;
  const values = args.flatMap((one) => ('NamedArgExpr' in one ? (one.NamedArgExpr.arg ?? []) : one));
  const named = args.flatMap((one) => ('NamedArgExpr' in one ? (one.NamedArgExpr.name ?? '') : []));
  const wanted = narrow(given, (all) =>
    isFound(chooseRoutine(types, routines, { types: all, names: named, isVariadic })),
  );
  return wanted && describe(call, given, wanted, values, (all) => `${name}(${all.join(', ')})`);
}

const isFound = (choice: object | 'none' | 'several'): boolean => typeof choice === 'object';

/** The types with integer in place of as few bigints as will do; undefined where integers do not do either. */
function narrow(
  given: readonly TypeKey[],
  isTaken: (types: readonly TypeKey[]) => boolean,
): readonly TypeKey[] | undefined {
  let wanted = given.map((type) => (type === 'int8' ? 'int4' : type));
  if (!isTaken(wanted)) return undefined;
  for (const [at, type] of given.entries()) {
    const wider = wanted.with(at, type);
    if (type === 'int8' && isTaken(wider)) wanted = wider;
  }
  return wanted;
}

function describe(
  node: object,
  given: readonly TypeKey[],
  wanted: readonly TypeKey[],
  values: readonly Node[],
  text: (types: readonly string[]) => string,
): Narrowed {
  const operands = values.filter((_, at) => wanted[at] !== given[at]);
  return { node, operands, given: text(given.map(titleOfType)), known: text(wanted.map(titleOfType)) };
}
