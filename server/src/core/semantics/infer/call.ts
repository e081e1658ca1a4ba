import type { FuncCall, Node, WindowDef } from 'libpg-query';
import type { Routine } from '../../catalog/model.js';
import { stringsOf } from '../../syntax/strings.js';
import { alwaysChanges, changingRun } from './changing.js';
import { cast, castPath } from './coercion.js';
import { type Context, report, type Scope } from './context.js';
import { type Candidate, chooseRoutine, type Given, signatureOf } from './overload.js';
import type { TypeKey, Types } from './types.js';
import { type Changing, called, changingIn, type Field, notKnown, ofType, type Value } from './value.js';

export function inferCall(context: Context, call: FuncCall, scope: Scope): Value {
  const { args = [], agg_order = [], agg_within_group, agg_filter, over, func_variadic = false } = call;
  const names: string[] = [];
  const values = args.map((node): Value => {
    if (!('NamedArgExpr' in node)) return context.infer(context, node, scope);
    names.push(node.NamedArgExpr.name ?? '');
    return context.infer(context, node.NamedArgExpr.arg, scope);
  });
  const sorted = agg_order.map((node) => context.infer(context, sortedNode(node), scope));
  if (agg_filter) context.infer(context, agg_filter, scope);
  if (over) inferWindow(context, over, scope);
  const given = agg_within_group ? [...values, ...sorted] : values;
  return chosen(context, call, given, names, func_variadic);
}

const sortedNode = (node: Node): Node | undefined => ('SortBy' in node ? node.SortBy.node : node);

export function inferWindow(context: Context, window: WindowDef, scope: Scope): void {
  const { partitionClause = [], orderClause = [], startOffset, endOffset, name = window.refname } = window;
  if (name !== undefined && scope.hasWindow?.(name) === false) report(context, '42704', window, name);
  for (const node of [...partitionClause, ...orderClause]) context.infer(context, sortedNode(node), scope);
  for (const node of [startOffset, endOffset]) if (node) context.infer(context, node, scope);
}

function chosen(
  context: Context,
  call: FuncCall,
  values: readonly Value[],
  names: readonly string[],
  isVariadic: boolean,
): Value {
  const { types } = context;
  const [name = '', schema] = stringsOf(call.funcname).reverse();
  const routines = types.names.routines({ schema, name });
  if (names.length === 0 && !isVariadic) refuseCount(context, call, routines, values, name);
  if (values.some(({ type }) => type === undefined)) return whatever(context, call, routines, values);
  const given: Given = { types: values.map(({ type }) => type ?? 'unknown'), names, isVariadic };
  const choice = chooseRoutine(types, routines, given);
  const isExact = typeof choice === 'object' && choice.takes.every((type, at) => type === given.types[at]);
  if (!isExact) {
    // The name of a type, called with one argument, is a cast where no function fits.
    const target = names.length === 0 && values.length === 1 ? castTarget(types, name, schema) : undefined;
    const [value] = values;
    if (target !== undefined && value && isCastCall(types, value.type ?? 'unknown', target))
      return cast(context, value, target, call, 'explicit');
  }
  if (typeof choice === 'object') return applied(context, call, choice, values, name);
  refuse(context, call, routines, choice, given.types, name);
  return notKnown;
}

/** Reports a number of arguments that no function of the name takes. One made elsewhere is not of the same name. */
function refuseCount(
  context: Context,
  call: FuncCall,
  routines: readonly Routine[],
  values: readonly Value[],
  name: string,
): void {
  const count = values.length;
  // Not all is read of what CREATE AGGREGATE takes.
  const isTaken = routines.some(
    ({ parameters, kind, schema }) =>
      takesAsMany(parameters, count) || (kind === 'aggregate' && schema !== 'pg_catalog'),
  );
  const [first] = values;
  // It may be a cast, or a column of a row.
  const isOther =
    count === 1 &&
    (isFieldOf(context.types, first?.type, name) || castTarget(context.types, name, undefined));
  if (routines.length === 0 || isTaken || isOther || context.types.names.isComplete) return;
  report(context, '42883', call, name, { counts: [count] });
}

function refuse(
  context: Context,
  call: FuncCall,
  routines: readonly Routine[],
  choice: 'none' | 'several',
  given: readonly TypeKey[],
  name: string,
): void {
  const { types } = context;
  const isUnsure = routines.some(({ parameters }) => parameters.some(({ type }) => !types.keyOf(type)));
  // A function of a row may be a column of the row.
  const mayBeField = given.length === 1 && isFieldOf(types, given[0], name);
  // What is missing here may be made elsewhere.
  if (types.names.isComplete && !isUnsure && !mayBeField)
    report(context, choice === 'none' ? '42883' : '42725', call, name, { given });
}

/** A row without a type name may have any field. */
function isFieldOf(types: Types, type: TypeKey | undefined, name: string): boolean {
  if (type === undefined || type === 'record') return true;
  const found = types.find(types.base(type));
  return found?.kind === 'composite' && found.columns.some((column) => column.name === name);
}

function castTarget(types: Types, name: string, schema: string | undefined): TypeKey | undefined {
  const type = types.names.type({ schema, name });
  return type && types.keyOf({ schema: type.schema, name, modifiers: [], dimensions: 0 });
}

function isCastCall(types: Types, from: TypeKey, to: TypeKey): boolean {
  if (from === 'unknown') return true;
  const path = castPath(types, from, to, 'explicit');
  if (path?.kind === 'relabel') return true;
  const isRow = from === 'record' || types.find(types.base(from))?.kind === 'composite';
  return path?.kind === 'text' && !(isRow && types.category(to) === 'S');
}

/** Where a type is not known: what holds for all functions of the name. */
function whatever(
  context: Context,
  call: FuncCall,
  routines: readonly Routine[],
  values: readonly Value[],
): Value {
  const fitting = routines.filter(({ parameters }) => takesAsMany(parameters, values.length));
  const results = new Set(fitting.map(({ result }) => result && context.types.keyOf(result)));
  const [type] = results;
  const isPlain = results.size === 1 && type !== undefined && !type.startsWith('any');
  const isBuiltIn = fitting.length > 0 && fitting.every(({ schema }) => schema === 'pg_catalog');
  const isChanging = isBuiltIn && fitting.every(alwaysChanges);
  const name = fitting[0]?.name ?? '';
  const own: readonly Changing[] = isChanging ? [{ kind: 'call', node: call, name, operands: [] }] : [];
  return {
    ...ofType(isPlain ? type : undefined, isBuiltIn ? changingIn(values, ...own) : undefined),
    isSet: fitting.some(({ returnsSet }) => returnsSet),
  };
}

function takesAsMany(parameters: Routine['parameters'], count: number): boolean {
  const inputs = parameters.filter(({ mode }) => mode !== 'out' && mode !== 'table');
  const needed = inputs.filter(({ hasDefault, mode }) => !hasDefault && mode !== 'variadic').length;
  return count >= needed && (count <= inputs.length || inputs.at(-1)?.mode === 'variadic');
}

function applied(
  context: Context,
  call: FuncCall,
  choice: Candidate<Routine>,
  values: readonly Value[],
  name: string,
): Value {
  const { types } = context;
  const { chosen: routine } = choice;
  const actual = values.map(({ type }) => type ?? 'unknown');
  const declared = routine.result && types.keyOf(routine.result);
  const { takes, result } = signatureOf(types, choice, declared, actual);
  const given = values.map((value, at) => {
    const type = takes[at];
    if (type !== undefined) return cast(context, value, type, call, 'implicit');
    // No argument determines the polymorphic type.
    report(context, '42804', call, name);
    return value;
  });
  if (context.isDefinition && (routine.kind !== 'function' || call.over))
    report(context, '42803', call, name);
  if (context.isDefinition && routine.returnsSet) report(context, '0A000', call, name);
  const operands = given.map(({ type }) => type ?? 'unknown');
  const { isStrict, returnsSet: isSet } = routine;
  const isAggregate = routine.kind === 'aggregate' || call.over !== undefined;
  const { volatility } = routine;
  const changing = changingRun(context, {
    name,
    volatility,
    kind: 'call',
    called: name,
    node: call,
    operands,
  });
  // A function that is not known may fit better.
  const isCertain =
    types.names.isComplete ||
    routine.schema === 'pg_catalog' ||
    takes.every((type, at) => type === actual[at]);
  if (isInlined(routine) || !isCertain)
    return { ...ofType(result), isSet, ...answered(context, choice, actual) };
  // What PostgreSQL puts in place of the call may be simplified for a constant.
  const isLess =
    routine.language === 'sql' && given.some(({ constant }) => constant === 'null' || constant === 'some');
  if (isLess && changing) return { ...ofType(result), isSet };
  const value = called(result, given, { isStrict: isStrict && !isAggregate, changing, isSet });
  const whole = { ...value, ...answered(context, choice, actual) };
  return isAggregate ? { ...whole, constant: undefined } : whole;
}

/** The columns that a function answers in its OUT parameters. */
function answered(
  { types }: Context,
  choice: Candidate<Routine>,
  actual: readonly TypeKey[],
): Pick<Value, 'fields' | 'output'> {
  const outputs = choice.chosen.parameters.filter(({ mode }) => mode !== 'in' && mode !== 'variadic');
  const isTable = outputs.some(({ mode }) => mode === 'table');
  if (outputs.length < 2 && !isTable) return { output: outputs[0]?.name };
  const fields = outputs.map(
    ({ name, type }, at): Field => ({
      name: name ?? `column${at + 1}`,
      type: signatureOf(types, choice, types.keyOf(type), actual).result,
    }),
  );
  return { fields };
}

/**
 * PostgreSQL may inline a user's function in SQL, and then counts what its body does. The declared volatility alone does not
 * prove that it changes.
 */
const isInlined = ({ schema, language, volatility }: Routine): boolean =>
  schema !== 'pg_catalog' && language === 'sql' && volatility !== 'immutable';
