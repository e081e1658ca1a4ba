import { formatType } from '../../catalog/formatType.js';
import type { TypeRef } from '../../catalog/model.js';
import type { TypeKey } from './types.js';

/** What is known of an expression. */
export interface Value {
  /** Undefined where it is not known; `unknown` for a string that nothing has given a type yet. */
  readonly type: TypeKey | undefined;
  readonly constant: Constant | undefined;
  /** Why its result may differ from time to time, where that is certain: inner parts first. */
  readonly changing: Changes | undefined;
  /** The type as a column or a cast declares it, with modifiers; undefined for a computed value. */
  readonly declared?: TypeRef | undefined;
  /** The text of a string literal that has no type yet. */
  readonly text?: string | undefined;
  /** Whether it answers rows, not one value. */
  readonly isSet?: boolean;
  /** The columns that OUT parameters or RETURNS TABLE of a function give. */
  readonly fields?: readonly Field[] | undefined;
  /** The name of a function's only OUT parameter. */
  readonly output?: string | undefined;
}

export interface Field {
  readonly name: string;
  readonly type: TypeKey | undefined;
}

/** `value` is certainly not NULL; `some` may be anything. */
export type Constant = 'null' | 'true' | 'false' | 'value' | 'some';

/** A part of an expression that is not immutable. */
export interface Changing {
  readonly kind: 'call' | 'operation' | 'cast' | 'value';
  /** A node of PostgreSQL's tree. For an implicit cast, the node of its operand. */
  readonly node: object;
  /** The name of the function, the operator, or the target type of the cast. */
  readonly name: string;
  /** The types of what it is given. */
  readonly operands: readonly TypeKey[];
}

export const notKnown: Value = { type: undefined, constant: undefined, changing: undefined };

export const ofType = (type: TypeKey | undefined, changing?: Changes): Value => ({
  type,
  constant: undefined,
  changing,
});

export const constantOf = (type: TypeKey, constant: Constant): Value => ({
  type,
  constant,
  changing: undefined,
});

/** A value with another type. */
export const retyped = (value: Value, type: TypeKey | undefined): Value => ({
  ...value,
  type,
  declared: undefined,
});

/** The declared type of alternatives, where it is the same for all of them. */
export function declaredAlike(values: readonly Pick<Value, 'declared'>[]): TypeRef | undefined {
  const [first, ...others] = values.map(({ declared }) => declared);
  const isSame = (other: TypeRef | undefined) =>
    first !== undefined && other !== undefined && formatType(other) === formatType(first);
  return others.every(isSame) ? first : undefined;
}

/** Never empty. */
type Changes = readonly Changing[];

/** The changing parts of several values. Of very many, no more than a person would read. */
export function changingIn(values: readonly Value[], ...own: readonly Changing[]): Changes | undefined {
  const all = new Set<Changing>();
  for (const { changing = [] } of values) {
    for (const change of changing) if (all.size < most) all.add(change);
  }
  for (const change of own) all.add(change);
  return all.size > 0 ? [...all] : undefined;
}

const most = 20;

/**
 * How the server simplifies a call before it runs it: an immutable call of constants is a constant, and a strict call of NULL
 * is NULL.
 */
export function called(
  type: TypeKey | undefined,
  values: readonly Value[],
  routine: { readonly isStrict: boolean; readonly changing: Changing | undefined; readonly isSet?: boolean },
): Value {
  const { isStrict, changing, isSet = false } = routine;
  if (isStrict && !isSet && type !== 'record' && values.some(({ constant }) => constant === 'null'))
    return { type, constant: 'null', changing: undefined };
  if (changing) return { type, constant: undefined, changing: changingIn(values, changing), isSet };
  const isConstant = values.every(({ constant }) => constant !== undefined);
  return {
    type,
    constant: isConstant && !isSet ? 'some' : undefined,
    changing: changingIn(values),
    isSet: isSet || values.some((value) => value.isSet),
  };
}

/** AND of boolean arguments: a constant false makes the others irrelevant. */
export function conjunction(values: readonly Value[]): Value {
  return junction(values, 'false', 'true');
}

export function disjunction(values: readonly Value[]): Value {
  return junction(values, 'true', 'false');
}

function junction(values: readonly Value[], decisive: Constant, idle: Constant): Value {
  if (values.some(({ constant }) => constant === decisive)) return constantOf('bool', decisive);
  const left = values.filter(({ constant }) => constant !== idle);
  if (left.length === 0) return constantOf('bool', idle);
  if (left.every(({ constant }) => constant === 'null')) return constantOf('bool', 'null');
  // A constant that is not computed here may be the one that decides.
  const isOpen = left.some(({ constant }) => constant === 'some' || constant === 'value');
  const isConstant = left.every(({ constant }) => constant !== undefined);
  return {
    type: 'bool',
    constant: isConstant ? 'some' : undefined,
    changing: isOpen ? undefined : changingIn(left),
    isSet: left.some(({ isSet }) => isSet),
  };
}

export function negation(value: Value): Value {
  const { constant } = value;
  const turned = constant === 'true' ? 'false' : constant === 'false' ? 'true' : constant;
  return { ...value, type: 'bool', constant: turned, text: undefined };
}
