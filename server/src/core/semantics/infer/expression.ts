import type { A_Const, A_Indirection, CaseExpr, Node, SubLink, TypeCast } from 'libpg-query';
import { stringsOf } from '../../syntax/strings.js';
import { lookup } from '../../text/lookup.js';
import { inferCall } from './call.js';
import { canCast, cast, commonType, mixed } from './coercion.js';
import { type Context, report, type Scope } from './context.js';
import { inferOperation, operate } from './operation.js';
import { arrayOf, declaredType, isArray, type TypeKey, writtenType } from './types.js';
import {
  changingIn,
  conjunction,
  constantOf,
  declaredAlike,
  disjunction,
  negation,
  notKnown,
  ofType,
  retyped,
  type Value,
} from './value.js';

/** Deeper parts are ignored. The server itself gives up not much deeper. */
const deepest = 400;

/**
 * The type and the value of an expression by PostgreSQL's own rules, as far as they are known. Answers "not known" for a node
 * that it does not read.
 */
export function infer(context: Context, node: Node | undefined, scope: Scope): Value {
  if (!node || context.depth > deepest) return notKnown;
  const [kind = ''] = Object.keys(node);
  const inner = (node as Readonly<Record<string, object>>)[kind];
  const assumed = inner && context.assumed?.get(inner);
  if (assumed) return assumed;
  // The one cast of this file: each node goes to the reader of its own kind.
  const read = readers[kind as keyof typeof readers] as Reader<object> | undefined;
  return read && inner ? read({ ...context, depth: context.depth + 1 }, inner, scope) : notKnown;
}

type NodeOf<Kind extends string> = Node extends infer Wrapped
  ? Wrapped extends { readonly [K in Kind]: infer Inner }
    ? Inner
    : never
  : never;

type Reader<Inner> = (context: Context, node: Inner, scope: Scope) => Value;

const kinds = [
  'A_ArrayExpr',
  'A_Const',
  'A_Expr',
  'A_Indirection',
  'BoolExpr',
  'BooleanTest',
  'CaseExpr',
  'CoalesceExpr',
  'CollateClause',
  'ColumnRef',
  'FuncCall',
  'GroupingFunc',
  'JsonArrayAgg',
  'JsonArrayConstructor',
  'JsonArrayQueryConstructor',
  'JsonIsPredicate',
  'JsonObjectAgg',
  'JsonObjectConstructor',
  'MinMaxExpr',
  'NamedArgExpr',
  'NullTest',
  'ParamRef',
  'RowExpr',
  'SQLValueFunction',
  'SubLink',
  'TypeCast',
  'XmlExpr',
  'XmlSerialize',
] as const;

const readers: { readonly [Kind in (typeof kinds)[number]]: Reader<NodeOf<Kind>> } = {
  A_ArrayExpr: (context, { elements = [] }, scope) => array(context, elements, scope, undefined),
  A_Const: (_context, constant) => literal(constant),
  A_Expr: inferOperation,
  A_Indirection: indirection,
  BoolExpr(context, { boolop, args = [] }, scope) {
    const values = args.map((arg) => condition(context, arg, scope));
    if (boolop === 'NOT_EXPR') return negation(values[0] ?? notKnown);
    return boolop === 'OR_EXPR' ? disjunction(values) : conjunction(values);
  },
  BooleanTest(context, { arg }, scope) {
    const { constant, changing } = condition(context, arg, scope);
    return { type: 'bool', constant: constant && 'some', changing };
  },
  CaseExpr: choice,
  CoalesceExpr(context, { args = [] }, scope) {
    const values = unified(context, args, scope);
    return { ...retyped(firstKnown(values), values[0]?.type), declared: declaredAlike(values) };
  },
  CollateClause: (context, { arg }, scope) => context.infer(context, arg, scope),
  ColumnRef(context, node, scope) {
    const { fields = [] } = node;
    if (fields.some((field) => 'A_Star' in field)) return ofType('record');
    return scope.column(context, stringsOf(fields), node);
  },
  FuncCall: inferCall,
  GroupingFunc: (_context, _node) => ofType('int4'),
  JsonArrayAgg: (context, node, scope) => {
    const { arg } = node;
    return json(context, [arg?.raw_expr], node.constructor?.output?.typeName, scope);
  },
  JsonArrayConstructor: (context, { exprs = [], output }, scope) =>
    json(context, exprs.map(jsonValue), output?.typeName, scope),
  JsonArrayQueryConstructor(context, { query, output }, scope) {
    if (query) context.query(context, query, scope);
    return json(context, [], output?.typeName, scope);
  },
  JsonIsPredicate: (context, { expr }, scope) => ofType('bool', context.infer(context, expr, scope).changing),
  JsonObjectAgg: (context, node, scope) => {
    const { arg } = node;
    return json(context, [arg?.key, arg?.value?.raw_expr], node.constructor?.output?.typeName, scope);
  },
  JsonObjectConstructor: (context, { exprs = [], output }, scope) =>
    json(
      context,
      exprs.flatMap((node) =>
        'JsonKeyValue' in node ? [node.JsonKeyValue.key, node.JsonKeyValue.value?.raw_expr] : [],
      ),
      output?.typeName,
      scope,
    ),
  MinMaxExpr(context, { args = [] }, scope) {
    const values = unified(context, args, scope);
    const isConstant = values.every(({ constant }) => constant !== undefined);
    return {
      type: values[0]?.type,
      constant: isConstant ? 'some' : undefined,
      changing: changingIn(values),
      declared: declaredAlike(values),
    };
  },
  NamedArgExpr: (context, { arg }, scope) => context.infer(context, arg, scope),
  NullTest(context, { arg, nulltesttype }, scope) {
    const { constant, changing } = context.infer(context, arg, scope);
    if (constant === undefined || constant === 'some') return { type: 'bool', constant, changing };
    const isTrue = (constant === 'null') === (nulltesttype === 'IS_NULL');
    return constantOf('bool', isTrue ? 'true' : 'false');
  },
  ParamRef: (_context, { number = 0 }, scope) => scope.parameter(number),
  RowExpr(context, { args = [] }, scope) {
    const values = args.map((arg) => context.infer(context, arg, scope));
    return ofType('record', changingIn(values));
  },
  SQLValueFunction(_context, node) {
    const type = valueTypes[node.op ?? ''] ?? 'name';
    const name = (node.op ?? '').slice('SVFOP_'.length);
    return ofType(type, [{ kind: 'value', node, name, operands: [] }]);
  },
  SubLink: subquery,
  TypeCast: written,
  XmlExpr(context, { op, args = [], named_args = [] }, scope) {
    const values = [...args, ...named_args].map((arg) =>
      context.infer(context, 'ResTarget' in arg ? arg.ResTarget.val : arg, scope),
    );
    return ofType(op === 'IS_DOCUMENT' ? 'bool' : 'xml', changingIn(values));
  },
  XmlSerialize(context, { expr, typeName }, scope) {
    const value = context.infer(context, expr, scope);
    return ofType(typeName && writtenType(context.types, typeName), value.changing);
  },
};

const valueTypes = lookup<TypeKey>({
  SVFOP_CURRENT_DATE: 'date',
  SVFOP_CURRENT_TIME: 'timetz',
  SVFOP_CURRENT_TIME_N: 'timetz',
  SVFOP_CURRENT_TIMESTAMP: 'timestamptz',
  SVFOP_CURRENT_TIMESTAMP_N: 'timestamptz',
  SVFOP_LOCALTIME: 'time',
  SVFOP_LOCALTIME_N: 'time',
  SVFOP_LOCALTIMESTAMP: 'timestamp',
  SVFOP_LOCALTIMESTAMP_N: 'timestamp',
});

function literal({ ival, fval, boolval, sval, bsval, isnull }: A_Const): Value {
  if (isnull) return constantOf('unknown', 'null');
  if (ival) return constantOf('int4', 'value');
  if (fval) return constantOf(wholeType(fval.fval ?? ''), 'value');
  if (boolval) return constantOf('bool', boolval.boolval ? 'true' : 'false');
  if (bsval) return constantOf('bit', 'value');
  return { ...constantOf('unknown', 'value'), text: sval?.sval ?? '' };
}

/** The type of an integer literal that is too large for integer: bigint if it fits. */
function wholeType(digits: string): TypeKey {
  if (!/^\d+$/.test(digits)) return 'numeric';
  const significant = digits.replace(/^0+/, '');
  if (significant.length !== 19) return significant.length < 19 ? 'int8' : 'numeric';
  return significant <= '9223372036854775807' ? 'int8' : 'numeric';
}

/** An expression that must be boolean. */
export function condition(context: Context, node: Node | undefined, scope: Scope): Value {
  const value = context.infer(context, node, scope);
  if (!node || value.type === undefined || value.type === 'bool') return value;
  if (!canCast(context.types, value.type, 'bool', 'assignment')) report(context, '42804', node, value.type);
  return cast(context, value, 'bool', node, 'assignment');
}

/** Alternatives, of which one is the result, with their common type. */
function unified(context: Context, nodes: readonly Node[], scope: Scope): readonly Value[] {
  const values = nodes.map((node) => context.infer(context, node, scope));
  const type = commonType(
    context.types,
    values.map((value) => value.type),
  );
  return values.map((value, at) => unite(context, value, type, nodes[at] ?? {}));
}

/** A value as one of the common type. Reports where it cannot be cast. */
export function unite(context: Context, value: Value, type: TypeKey | undefined, node: object): Value {
  if (
    type === mixed ||
    (type !== undefined && !canCast(context.types, value.type ?? 'unknown', type, 'implicit'))
  ) {
    report(context, '42804', node, value.type);
    return ofType(undefined);
  }
  return type === undefined ? retyped(value, type) : cast(context, value, type, node, 'implicit');
}

/** COALESCE stops at the first value that is certainly not NULL. */
function firstKnown(values: readonly Value[]): Value {
  const left = values.filter(({ constant }) => constant !== 'null');
  const [first] = left;
  if (!first) return constantOf('unknown', 'null');
  const end = left.findIndex(({ constant }) => constant !== undefined);
  if (end === 0) return first.constant === 'some' && left.length > 1 ? ofType(first.type) : first;
  // After a constant that may be NULL nothing is certain.
  const certain = end < 0 ? left : left.slice(0, end + 1);
  return { type: first.type, constant: undefined, changing: changingIn(certain) };
}

function choice(context: Context, node: CaseExpr, scope: Scope): Value {
  const { arg, args = [], defresult } = node;
  const tested = arg && context.infer(context, arg, scope);
  const subject = tested?.type === 'unknown' ? cast(context, tested, 'text', node, 'implicit') : tested;
  const branches = args.flatMap((when) => ('CaseWhen' in when ? [when.CaseWhen] : []));
  const conditions = branches.map(({ expr }) =>
    subject
      ? operate(context, node, ['='], subject, context.infer(context, expr, scope))
      : condition(context, expr, scope),
  );
  const results = branches.map(({ result }) => context.infer(context, result, scope));
  const standard = defresult ? context.infer(context, defresult, scope) : constantOf('unknown', 'null');
  const type = commonType(
    context.types,
    [standard, ...results].map((value) => value.type),
  );
  const [last = standard, ...united] = [standard, ...results].map((value) =>
    unite(context, value, type, node),
  );
  return { ...taken(conditions, united, last), declared: declaredAlike([last, ...united]) };
}

/** PostgreSQL drops the branches that constant conditions rule out. */
function taken(conditions: readonly Value[], results: readonly Value[], standard: Value): Value {
  const parts: Value[] = [];
  for (const [at, test] of conditions.entries()) {
    const result = results[at] ?? notKnown;
    if (test.constant === 'false' || test.constant === 'null') continue;
    if (test.constant === 'true')
      return parts.length === 0 ? result : { ...ofType(result.type, changingIn([...parts, result])) };
    // A constant that is not computed here: nothing is certain after it.
    if (test.constant !== undefined) return ofType(standard.type, changingIn(parts));
    parts.push(test, result);
  }
  return parts.length === 0 ? standard : ofType(standard.type, changingIn([...parts, standard]));
}

/** ARRAY[…], with the element type that a cast around it gives. */
function array(
  context: Context,
  elements: readonly Node[],
  scope: Scope,
  wanted: TypeKey | undefined,
): Value {
  const element = wanted === undefined ? undefined : context.types.element(context.types.base(wanted));
  const values = elements.map((node) =>
    'A_ArrayExpr' in node
      ? array(deeper(context), node.A_ArrayExpr.elements ?? [], scope, wanted)
      : context.infer(context, node, scope),
  );
  if (element !== undefined) {
    const given = values.map((value, at) => {
      const isInner = value.type !== undefined && isArray(value.type);
      const target = isInner && wanted !== undefined ? wanted : element;
      return cast(context, value, target, elements[at] ?? {}, 'explicit');
    });
    return arrayValue(wanted, given);
  }
  if (values.length === 0) return ofType(undefined);
  const type = commonType(
    context.types,
    values.map((value) => value.type),
  );
  const given = values.map((value, at) => unite(context, value, type, elements[at] ?? {}));
  if (type === undefined || type === mixed) return arrayValue(undefined, given);
  return arrayValue(arrayOf(type) ?? type, given);
}

const deeper = (context: Context): Context => ({ ...context, depth: context.depth + 1 });

function arrayValue(type: TypeKey | undefined, values: readonly Value[]): Value {
  const isConstant = values.every(({ constant }) => constant !== undefined);
  return { type, constant: isConstant ? 'value' : undefined, changing: changingIn(values) };
}

function written(context: Context, node: TypeCast, scope: Scope): Value {
  const { arg, typeName } = node;
  const type = typeName && writtenType(context.types, typeName);
  const declared = typeName && declaredType(context.types, typeName);
  if (arg && 'A_ArrayExpr' in arg && type !== undefined && context.types.element(type) !== undefined)
    return { ...array(deeper(context), arg.A_ArrayExpr.elements ?? [], scope, type), type, declared };
  const value = context.infer(context, arg, scope);
  if (type === undefined) return { ...ofType(undefined, value.changing), declared };
  if (value.type !== undefined && !canCast(context.types, value.type, type, 'explicit')) {
    report(context, '42846', node, type, { given: [value.type] });
    return ofType(type);
  }
  return { ...cast(context, value, type, node, 'explicit'), declared };
}

function indirection(context: Context, { arg, indirection: steps = [] }: A_Indirection, scope: Scope): Value {
  const value = context.infer(context, arg, scope);
  let { type } = value;
  const changes = [value];
  for (const step of steps) {
    if ('A_Indices' in step) {
      const { is_slice = false, lidx, uidx } = step.A_Indices;
      for (const index of [lidx, uidx]) if (index) changes.push(context.infer(context, index, scope));
      type = type === undefined ? undefined : subscripted(context, type, is_slice);
    } else type = 'String' in step ? field(context, type, step.String.sval ?? '', value) : undefined;
  }
  // In `a[1:2]` every subscript is a slice, and the type no longer tells how many there are.
  return ofType(type, changingIn(changes));
}

function subscripted({ types }: Context, type: TypeKey, isSlice: boolean): TypeKey | undefined {
  const base = types.base(type);
  if (base === 'jsonb') return base;
  if (isSlice) return base;
  const found = types.find(base);
  const element = types.element(base);
  if (element !== undefined) return element;
  return found?.kind === 'base' && found.element ? types.keyOf(found.element) : undefined;
}

/** A field of a row: of the result of a function, or of a composite type. */
function field(
  { types }: Context,
  type: TypeKey | undefined,
  name: string,
  { fields }: Value,
): TypeKey | undefined {
  if (type === undefined) return undefined;
  if (type === 'record') return fields?.find((one) => one.name === name)?.type;
  const found = types.find(types.base(type));
  const column = found?.kind === 'composite' ? found.columns.find((one) => one.name === name) : undefined;
  return column?.type && types.keyOf(column.type);
}

function subquery(context: Context, node: SubLink, scope: Scope): Value {
  const { subLinkType, subselect, testexpr, operName } = node;
  if (context.isDefinition) report(context, '0A000', node);
  const columns = subselect && context.query(context, subselect, scope);
  const value = columns?.[0]?.value ?? notKnown;
  if (subLinkType === 'EXISTS_SUBLINK') return ofType('bool');
  if (subLinkType === 'EXPR_SUBLINK') {
    if (columns && columns.length !== 1) report(context, '42601', node);
    return { ...ofType(value.type), declared: value.declared };
  }
  if (subLinkType === 'ARRAY_SUBLINK') {
    const { type } = value;
    return ofType(type === undefined ? undefined : (arrayOf(type) ?? type));
  }
  if (subLinkType === 'ANY_SUBLINK' || subLinkType === 'ALL_SUBLINK') {
    if (testexpr && 'RowExpr' in testexpr) context.infer(context, testexpr, scope);
    else {
      const test = context.infer(context, testexpr, scope);
      const names = operName ? stringsOf(operName) : ['='];
      if (columns?.length === 1) operate(context, node, names, test, ofType(value.type));
      else if (columns) report(context, '42601', node);
    }
    return ofType('bool');
  }
  return notKnown;
}

const jsonValue = (node: Node): Node | undefined =>
  'JsonValueExpr' in node ? node.JsonValueExpr.raw_expr : node;

/** JSON_OBJECT and its like print what they are given. */
function json(
  context: Context,
  nodes: readonly (Node | undefined)[],
  typeName: TypeCast['typeName'],
  scope: Scope,
): Value {
  const values = nodes.map((node) => context.infer(context, node, scope));
  const printed = values.map((value, at) =>
    value.type === undefined || value.type === 'unknown' || value.type === 'json' || value.type === 'jsonb'
      ? value
      : cast(context, value, 'text', nodes[at] ?? {}, 'explicit'),
  );
  const isBinary = values.some((value) => value.type === 'jsonb');
  const type = typeName ? writtenType(context.types, typeName) : isBinary ? 'jsonb' : 'json';
  return ofType(type, changingIn(printed));
}
