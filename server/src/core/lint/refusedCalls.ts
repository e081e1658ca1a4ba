import type { FuncCall, FunctionParameter, Node, RangeVar } from 'libpg-query';
import { builtins } from '../catalog/builtins.js';
import { layered } from '../catalog/layered.js';
import type { Routine } from '../catalog/model.js';
import type { Issue } from '../semantics/infer/context.js';
import { inferDefinition } from '../semantics/infer/definition.js';
import { chooseRoutine } from '../semantics/infer/overload.js';
import { type TypeKey, type Types, typesIn, writtenType } from '../semantics/infer/types.js';
import { ofType } from '../semantics/infer/value.js';
import { queriesIn } from '../semantics/queriesIn.js';
import { resolve } from '../semantics/resolve/query.js';
import { noParameters, type Parameters } from '../semantics/resolve/scope.js';
import { bodyTextOf } from '../syntax/body.js';
import { callSpan } from '../syntax/calls.js';
import type { NamesAt } from '../syntax/plpgsqlNames.js';
import { splitScript } from '../syntax/split.js';
import type { Statement } from '../syntax/statement.js';
import { stringsOf } from '../syntax/strings.js';
import { treeOf } from '../syntax/tree/tree.js';
import { walkAll } from '../syntax/walk.js';
import { query } from '../text/memo.js';
import type { Span } from '../text/span.js';
import { foundWithFunctions } from './foundWithFunctions.js';
import { plpgsqlPieces } from './plpgsqlPieces.js';
import { catalogOf } from './script/catalog.js';
import { createdFunctions } from './script/foreignCalls.js';
import type { Script, ScriptStatement } from './script/script.js';

/** A call of a function of the script that passes types which no function of that name takes. */
export interface RefusedCall {
  /** The called name, as offsets of the script. */
  readonly at: Span;
  readonly schema: string | undefined;
  readonly name: string;
  readonly given: readonly TypeKey[];
  /** All of that name that the script has there. */
  readonly routines: readonly Routine[];
  /** That of them which takes the call once its smaller integers are bigint. */
  readonly widened: Routine | undefined;
}

/** The calls of a script that fail with 42883, as far as it tells the types of what they pass. */
export const refusedCalls = foundWithFunctions((script, placed, number): readonly RefusedCall[] => {
  const own = query(createdFunctions, script);
  return mayCall(script, placed, own) ? [...refusedIn(script, placed, number, own)] : [];
});

function mayCall({ text }: Script, { facts, span }: ScriptStatement, own: ReadonlySet<string>): boolean {
  const called = callsIn(text.slice(span.start, span.end)).filter((name) => own.has(name));
  // A function names itself in its head.
  const isItself = called.length === 1 && called[0] === facts.createdFunction;
  return called.length > 0 && !isItself;
}

/** What stands before parentheses, as the server folds it. */
const callsIn = (text: string): readonly string[] =>
  [...text.matchAll(/(?:"((?:[^"]|"")+)"|([\p{L}_][\p{L}\p{N}_$]*))\s*\(/gu)].map(
    ([, quoted, plain = '']) => quoted?.replaceAll('""', '"') ?? plain.toLowerCase(),
  );

/** The places are relative to the statement. */
function* refusedIn(
  script: Script,
  placed: ScriptStatement,
  number: number,
  own: ReadonlySet<string>,
): Generator<RefusedCall> {
  const outer = script.read(placed);
  // A body in PL/pgSQL is read when it runs.
  const isLate = bodyTextOf(outer, treeOf(outer))?.language === 'plpgsql';
  const catalog = isLate ? catalogOf(script).after : catalogOf(script).before(number + 1);
  const names = layered([builtins(), catalog], catalog.searchPath);
  const types = typesIn({ ...names, isComplete: true });
  for (const { statement, parameters, offsetAt } of sqlOf(script, outer, types))
    for (const { sqlstate, node, subject: name, given = [] } of issuesIn(types, statement, parameters)) {
      if (sqlstate !== '42883' || !('funcname' in node) || !own.has(name)) continue;
      const [, schema] = stringsOf((node as FuncCall).funcname).reverse();
      const routines = types.names.routines({ schema, name });
      // A name of PostgreSQL's, and a call with other arguments, may be meant for a function of another script.
      if (routines.length === 0 || routines.some((one) => one.schema === 'pg_catalog')) continue;
      const takers = routines.filter((one) => takes(types, widened(one), given));
      const isByType = takers.length > 0 || routines.some((one) => isAsLong(one, given));
      if (!isByType) continue;
      const { start, end } = callSpan(statement, node);
      const at = { start: offsetAt(start), end: offsetAt(end) };
      yield { at, schema, name, given, routines, widened: takers.length === 1 ? takers[0] : undefined };
    }
}

const isAsLong = ({ parameters }: Routine, given: readonly TypeKey[]): boolean =>
  parameters.filter(({ mode }) => mode === 'in' || mode === 'inout').length === given.length;

const takes = (types: Types, routine: Routine, given: readonly TypeKey[]): boolean =>
  typeof chooseRoutine(types, [routine], { types: given, names: [], isVariadic: false }) === 'object';

/** A function whose smaller integers are bigint. */
const widened = (routine: Routine): Routine => ({
  ...routine,
  parameters: routine.parameters.map((one) =>
    isSmallInteger(one.type) ? { ...one, type: { ...one.type, name: 'int8' } } : one,
  ),
});

export const isSmallInteger = ({ name, dimensions }: Routine['parameters'][number]['type']): boolean =>
  dimensions === 0 && (name === 'int4' || name === 'int2');

interface Sql {
  readonly statement: Statement;
  readonly parameters: Parameters;
  /** The offset in the outer statement. */
  readonly offsetAt: (inner: number) => number;
}

/** A statement itself, and the SQL of its body. */
function* sqlOf(script: Script, outer: Statement, types: Types): Generator<Sql> {
  const declared = parametersOf(outer);
  const body = bodyTextOf(outer, treeOf(outer));
  yield {
    statement: outer,
    parameters: declared.length > 0 ? ofFunction(types, declared) : noParameters,
    offsetAt: (at) => at,
  };
  if (body?.language === 'sql')
    for (const { kind, start, end } of splitScript(body.text).pieces)
      if (kind === 'statement')
        yield {
          statement: script.parse(body.text.slice(start, end)),
          parameters: ofFunction(types, declared),
          offsetAt: (at) => body.offsetAt(start + at),
        };
  for (const { text, variables, offsetAt } of plpgsqlPieces(outer)?.pieces ?? [])
    yield {
      statement: script.parse(text.text),
      parameters: ofFunction(types, declared, variables),
      offsetAt,
    };
}

export const parametersOf = ({ node }: Statement): readonly FunctionParameter[] =>
  node && 'CreateFunctionStmt' in node
    ? (node.CreateFunctionStmt.parameters ?? []).flatMap((one) =>
        'FunctionParameter' in one ? [one.FunctionParameter] : [],
      )
    : [];

/** The parameters in a body. What else a body of PL/pgSQL declares may be of any type. */
export function ofFunction(
  types: Types,
  declared: readonly FunctionParameter[],
  variables?: NamesAt,
): Parameters {
  const typed = (one: FunctionParameter | undefined) =>
    ofType(one?.argType && writtenType(types, one.argType));
  const inputs = declared.filter(({ mode }) => mode !== 'FUNC_PARAM_OUT' && mode !== 'FUNC_PARAM_TABLE');
  const ofVariable = (names: readonly string[]) => {
    const variable = variables?.find(names);
    if (!variable) return undefined;
    return typed(variable.kind === 'scalar' ? declared[variable.parameter ?? -1] : undefined);
  };
  return {
    numbered: (number) => typed(inputs[number - 1]),
    named: (names) => {
      if (variables) return ofVariable(names);
      const one = declared.find(({ name }) => name !== undefined && name === names.at(-1));
      return one && names.length <= 2 ? typed(one) : undefined;
    },
  };
}

/** What the server would refuse in a statement's queries, and in the expressions of its tables and indexes. */
function issuesIn(types: Types, { node }: Statement, parameters: Parameters): readonly Issue[] {
  if (!node) return [];
  const call = 'CallStmt' in node ? node.CallStmt.funccall : undefined;
  const queries: readonly Node[] = call
    ? [{ SelectStmt: { targetList: [{ ResTarget: { val: { FuncCall: call } } }] } }]
    : 'CreateTableAsStmt' in node
      ? queriesIn(node.CreateTableAsStmt.query)
      : queriesIn(node);
  return [
    ...queries.flatMap((one) => resolve(types, one, parameters).issues),
    ...expressionsIn(node).flatMap(({ expression, table }) => {
      const { schemaname: schema, relname: name = '' } = table;
      const relation = types.names.relation({ schema, name });
      const columns = relation?.columns ?? [];
      return inferDefinition(types, expression, { table: name, columns, hasAllColumns: false }).issues;
    }),
  ];
}

interface TableExpression {
  readonly expression: Node;
  readonly table: RangeVar;
}

/** Defaults, checks, generated columns, and what indexes compute. */
function expressionsIn(node: Node): readonly TableExpression[] {
  const table =
    'CreateStmt' in node
      ? node.CreateStmt.relation
      : 'AlterTableStmt' in node
        ? node.AlterTableStmt.relation
        : 'IndexStmt' in node
          ? node.IndexStmt.relation
          : undefined;
  if (!table) return [];
  const found: (Node | undefined)[] = 'IndexStmt' in node ? [node.IndexStmt.whereClause] : [];
  walkAll(node, (kind, inner) => {
    // The walker passes the node of the name that it tells.
    const { raw_expr, expr, subtype, def } = inner as Readonly<Record<string, Node & string>>;
    if (kind === 'Constraint') found.push(raw_expr);
    if (kind === 'IndexElem') found.push(expr);
    if (kind === 'AlterTableCmd' && subtype === 'AT_ColumnDefault') found.push(def);
  });
  return found.flatMap((expression) => (expression ? [{ expression, table }] : []));
}
