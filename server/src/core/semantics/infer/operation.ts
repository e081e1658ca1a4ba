import type { A_Expr, Node } from 'libpg-query';
import type { Operator } from '../../catalog/model.js';
import { stringsOf } from '../../syntax/strings.js';
import { changingRun } from './changing.js';
import { canCast, cast, commonType, isOpen, mixed } from './coercion.js';
import { type Context, report, type Scope } from './context.js';
import { type Candidate, chooseOperator, signatureOf } from './overload.js';
import { arrayOf } from './types.js';
import {
  called,
  changingIn,
  conjunction,
  disjunction,
  negation,
  notKnown,
  ofType,
  type Value,
} from './value.js';

type Reader = (context: Context, expression: A_Expr, scope: Scope) => Value;

export function inferOperation(context: Context, expression: A_Expr, scope: Scope): Value {
  const read = readers[expression.kind ?? 'AEXPR_OP'];
  return read ? read(context, expression, scope) : notKnown;
}

const readers: { readonly [Kind in NonNullable<A_Expr['kind']>]?: Reader } = {
  AEXPR_OP: plain,
  AEXPR_LIKE: plain,
  AEXPR_ILIKE: plain,
  AEXPR_SIMILAR: plain,
  AEXPR_OP_ANY: withArray,
  AEXPR_OP_ALL: withArray,
  AEXPR_DISTINCT: distinct,
  AEXPR_NOT_DISTINCT: distinct,
  AEXPR_NULLIF: nullIf,
  AEXPR_IN: inList,
  AEXPR_BETWEEN: (...all) => between(...all),
  AEXPR_NOT_BETWEEN: (...all) => negation(between(...all)),
  AEXPR_BETWEEN_SYM: (...all) => between(...all, true),
  AEXPR_NOT_BETWEEN_SYM: (...all) => negation(between(...all, true)),
};

function plain(context: Context, expression: A_Expr, scope: Scope): Value {
  const { lexpr, rexpr } = expression;
  if (lexpr && rexpr && 'RowExpr' in lexpr) {
    if ('RowExpr' in rexpr) return rows(context, expression, lexpr.RowExpr.args, rexpr.RowExpr.args, scope);
    if ('SubLink' in rexpr) {
      context.infer(context, rexpr, scope);
      return compared(context, expression, lexpr, scope);
    }
  }
  const left = lexpr && context.infer(context, lexpr, scope);
  const right = context.infer(context, rexpr, scope);
  return operate(context, expression, stringsOf(expression.name), left, right);
}

/** The row on the left of `(a, b) = (SELECT …)`. */
function compared(context: Context, _expression: A_Expr, row: Node, scope: Scope): Value {
  const value = context.infer(context, row, scope);
  return ofType('bool', value.changing);
}

function rows(
  context: Context,
  expression: A_Expr,
  left: readonly Node[] = [],
  right: readonly Node[] = [],
  scope: Scope,
): Value {
  if (left.length !== right.length) report(context, '42601', expression);
  const names = stringsOf(expression.name);
  const parts = left.map((node, at) =>
    operate(
      context,
      expression,
      names,
      context.infer(context, node, scope),
      context.infer(context, right[at], scope),
    ),
  );
  // Only what is certain: the comparison stops at the first pair that differs.
  return ofType('bool', changingIn(parts));
}

/** The result of an operator; the left value is undefined for a prefix operator. */
export function operate(
  context: Context,
  node: object,
  names: readonly string[],
  left: Value | undefined,
  right: Value,
): Value {
  const { types } = context;
  const [name = '', schema] = names.toReversed();
  const operators = types.names.operators({ schema, name });
  const values = left ? [left, right] : [right];
  if (right.type === undefined || (left && left.type === undefined))
    return whatever(context, operators, values);
  const choice = chooseOperator(types, operators, left?.type, right.type);
  if (choice === 'none' || choice === 'several') {
    if (isOpen(types, right.type) || (left && isOpen(types, left.type))) return ofType(undefined);
    if (types.names.isComplete || operators.length > 0)
      report(context, choice === 'none' ? '42883' : '42725', node, name, {
        given: values.map(({ type }) => type ?? 'unknown'),
      });
    return ofType(undefined);
  }
  return applied(context, node, choice, values);
}

/** Where a type is not known: what holds for all operators of the name. */
function whatever(context: Context, operators: readonly Operator[], values: readonly Value[]): Value {
  const fitting = operators.filter(({ left }) => (left === undefined) === (values.length === 1));
  const results = new Set(fitting.map(({ result }) => result && context.types.keyOf(result)));
  const [only] = results;
  return ofType(results.size === 1 ? only : undefined, changingIn(values));
}

function applied(
  context: Context,
  node: object,
  choice: Candidate<Operator>,
  values: readonly Value[],
): Value {
  const { types } = context;
  const { chosen } = choice;
  const actual = values.map(({ type }) => type ?? 'unknown');
  const { takes, result } = signatureOf(types, choice, chosen.result && types.keyOf(chosen.result), actual);
  const given = values.map((value, at) => {
    const type = takes[at];
    if (type !== undefined) return cast(context, value, type, node, 'implicit');
    report(context, '42804', node, chosen.name);
    return value;
  });
  const changing = changingRun(context, {
    name: chosen.routine.name,
    volatility: chosen.volatility,
    kind: 'operation',
    called: chosen.name,
    node,
    operands: given.map(({ type }) => type ?? 'unknown'),
  });
  return called(result, given, { isStrict: chosen.isStrict ?? false, changing });
}

/** `a = ANY (array)`. */
function withArray(context: Context, expression: A_Expr, scope: Scope): Value {
  const left = context.infer(context, expression.lexpr, scope);
  const right = context.infer(context, expression.rexpr, scope);
  return anyOf(context, expression, stringsOf(expression.name), left, right);
}

function anyOf(context: Context, node: object, names: readonly string[], left: Value, right: Value): Value {
  const { types } = context;
  const changing = changingIn([left, right]);
  if (left.type === undefined || right.type === undefined) return ofType('bool', changing);
  const element = right.type === 'unknown' ? 'unknown' : types.element(types.base(right.type));
  if (element === undefined) {
    report(context, '42809', node);
    return ofType('bool');
  }
  // Only the volatility of the operator counts: neither NULL nor a constant decides the result early.
  const result = operate(context, node, names, { ...left, constant: undefined }, ofType(element));
  const isConstant = left.constant !== undefined && right.constant !== undefined;
  return {
    ...ofType('bool', changingIn([left, right, result])),
    constant: isConstant && !result.changing ? 'some' : undefined,
  };
}

/** PostgreSQL makes an array of the items without a column, where there are several and they have a common type. */
function inList(context: Context, expression: A_Expr, scope: Scope): Value {
  const { lexpr, rexpr } = expression;
  const isNot = stringsOf(expression.name)[0] === '<>';
  const items = rexpr && 'List' in rexpr ? (rexpr.List.items ?? []) : [];
  if (lexpr && 'RowExpr' in lexpr) {
    const parts = items.map((item) =>
      'RowExpr' in item ? rows(context, expression, lexpr.RowExpr.args, item.RowExpr.args, scope) : notKnown,
    );
    return ofType('bool', changingIn(parts));
  }
  const left = context.infer(context, lexpr, scope);
  const values = items.map((item) => context.infer(context, item, scope));
  const { types } = context;
  const plainValues = values.filter(({ constant }) => constant !== undefined);
  const parts: Value[] = [];
  let rest = values;
  if (plainValues.length > 1) {
    const type = commonType(
      types,
      [left, ...plainValues].map((value) => value.type),
    );
    const array = type === undefined || type === mixed || type === 'record' ? undefined : arrayOf(type);
    const isCommon =
      type !== undefined &&
      [left, ...plainValues].every((value) => canCast(types, value.type ?? 'unknown', type, 'implicit'));
    if (type !== undefined && array !== undefined && isCommon) {
      const listed = plainValues.map((value) => cast(context, value, type, expression, 'implicit'));
      const isConstant = listed.every(({ constant }) => constant !== undefined);
      const all: Value = {
        type: array,
        constant: isConstant ? 'some' : undefined,
        changing: changingIn(listed),
      };
      parts.push(anyOf(context, expression, stringsOf(expression.name), left, all));
      rest = values.filter(({ constant }) => constant === undefined);
    }
  }
  for (const value of rest) parts.push(operate(context, expression, stringsOf(expression.name), left, value));
  return isNot ? conjunction(parts) : disjunction(parts);
}

function between(context: Context, expression: A_Expr, scope: Scope, isSymmetric = false): Value {
  const value = context.infer(context, expression.lexpr, scope);
  const { rexpr } = expression;
  const [low, high] = (rexpr && 'List' in rexpr ? (rexpr.List.items ?? []) : []).map((node) =>
    context.infer(context, node, scope),
  );
  if (!low || !high) return ofType('bool');
  const within = (from: Value, to: Value): Value =>
    conjunction([
      operate(context, expression, ['>='], value, from),
      operate(context, expression, ['<='], value, to),
    ]);
  return isSymmetric ? disjunction([within(low, high), within(high, low)]) : within(low, high);
}

function distinct(context: Context, expression: A_Expr, scope: Scope): Value {
  const { lexpr, rexpr } = expression;
  if (lexpr && rexpr && 'RowExpr' in lexpr && 'RowExpr' in rexpr)
    return rows(context, expression, lexpr.RowExpr.args, rexpr.RowExpr.args, scope);
  const [left, right] = [context.infer(context, lexpr, scope), context.infer(context, rexpr, scope)];
  const values = [left, right];
  // IS NOT DISTINCT FROM NULL is IS NULL.
  if (values.some(({ constant }) => constant === 'null')) return ofType('bool', changingIn(values));
  const result = operate(context, expression, stringsOf(expression.name), left, right);
  return { ...result, type: 'bool' };
}

/** The type is the first argument's, as the operator takes it. */
function nullIf(context: Context, expression: A_Expr, scope: Scope): Value {
  const left = context.infer(context, expression.lexpr, scope);
  const right = context.infer(context, expression.rexpr, scope);
  const result = operate(context, expression, stringsOf(expression.name), left, right);
  if (left.type === undefined || right.type === undefined) return ofType(undefined, result.changing);
  const choice = chooseOperator(
    context.types,
    context.types.names.operators({ schema: undefined, name: '=' }),
    left.type,
    right.type,
  );
  if (choice === 'none' || choice === 'several') return notKnown;
  const { takes } = signatureOf(context.types, choice, undefined, [left.type, right.type]);
  return {
    type: takes[0] ?? left.type,
    constant: result.constant === undefined ? undefined : 'some',
    changing: result.constant === 'null' ? undefined : result.changing,
  };
}
