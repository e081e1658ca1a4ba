import type { Operator, Routine } from '../../catalog/model.js';
import { canCast, commonType, mixed } from './coercion.js';
import { type Meaning, meantBy, polymorphicMeaning } from './polymorphic.js';
import type { TypeKey, Types } from './types.js';

/** A routine or an operator that may be meant, with the types that it takes in this call. */
export interface Candidate<T> {
  readonly chosen: T;
  readonly takes: readonly TypeKey[];
  readonly isVariadic: boolean;
}

/** The one that is meant; `none` and `several` where the server says so. */
export type Choice<T> = Candidate<T> | 'none' | 'several';

/** The arguments of a call: their types in order, and the names of the last ones where they are named. */
export interface Given {
  readonly types: readonly TypeKey[];
  readonly names: readonly string[];
  /** VARIADIC stands before the last. */
  readonly isVariadic: boolean;
}

/** PostgreSQL's func_get_detail, except for calls that are casts. */
export function chooseRoutine(types: Types, routines: readonly Routine[], given: Given): Choice<Routine> {
  const candidates = withoutHidden(routines.flatMap((routine) => asCandidate(types, routine, given) ?? []));
  return choose(types, candidates, given.types);
}

function asCandidate(types: Types, routine: Routine, given: Given): Candidate<Routine> | undefined {
  const inputs = routine.parameters.filter(({ mode }) => mode !== 'out' && mode !== 'table');
  const declared = inputs.map(({ type }) => types.keyOf(type));
  const count = given.types.length;
  const last = inputs.at(-1);
  if (given.names.length > 0) return byNames(types, routine, given);
  // A type that is not known still takes part, and makes the choice uncertain.
  const known = declared.map((type) => type ?? '(not known)');
  if (last?.mode === 'variadic' && !given.isVariadic && count >= inputs.length) {
    const array = known.at(-1) ?? '';
    const element = array === 'any' ? 'any' : (elementOf(types, array) ?? '(not known)');
    const rest = Array.from({ length: count - inputs.length + 1 }, () => element);
    return { chosen: routine, takes: [...known.slice(0, -1), ...rest], isVariadic: true };
  }
  const needed = inputs.filter(({ hasDefault }) => !hasDefault).length;
  if (count > inputs.length || count < needed) return undefined;
  return { chosen: routine, takes: known.slice(0, count), isVariadic: false };
}

/** VARIADIC anyarray takes any number of its elements. */
function elementOf(types: Types, array: TypeKey): TypeKey | undefined {
  if (array === 'anyarray') return 'anyelement';
  return array === 'anycompatiblearray' ? 'anycompatible' : types.element(array);
}

function byNames(
  types: Types,
  routine: Routine,
  { types: actual, names }: Given,
): Candidate<Routine> | undefined {
  const inputs = routine.parameters.filter(({ mode }) => mode !== 'out' && mode !== 'table');
  const positional = actual.length - names.length;
  const places = names.map((name) => inputs.findIndex((input) => input.name === name));
  const isTaken = (at: number) => at < positional || places.includes(at);
  if (places.some((at) => at < positional) || new Set(places).size < places.length) return undefined;
  if (inputs.some(({ hasDefault }, at) => !hasDefault && !isTaken(at))) return undefined;
  const order = [...Array(positional).keys(), ...places];
  const takes = order.map((at) => {
    const input = inputs[at];
    return (input && types.keyOf(input.type)) ?? '(not known)';
  });
  return { chosen: routine, takes, isVariadic: false };
}

/** Of candidates that take the same types, the one in the earlier schema counts, and one without VARIADIC before one with it. */
function withoutHidden<T extends { readonly schema: string }>(
  candidates: readonly Candidate<T>[],
): readonly Candidate<T>[] {
  const seen = new Map<string, Candidate<T>>();
  for (const candidate of candidates) {
    const key = candidate.takes.join(' ');
    const known = seen.get(key);
    const isSpread = known?.isVariadic && !candidate.isVariadic;
    if (!known || (isSpread && known.chosen.schema === candidate.chosen.schema)) seen.set(key, candidate);
  }
  return [...seen.values()];
}

function choose<T>(types: Types, candidates: readonly Candidate<T>[], actual: readonly TypeKey[]): Choice<T> {
  const exact = candidates.find(({ takes }) => takes.every((type, at) => type === actual[at]));
  if (exact) return exact;
  const fitting = candidates.filter(({ takes }) => fits(types, takes, actual));
  const [only] = fitting;
  if (!only) return 'none';
  return fitting.length === 1 ? only : (best(types, fitting, actual) ?? 'several');
}

/** PostgreSQL's can_coerce_type for all arguments together. */
function fits(types: Types, takes: readonly TypeKey[], actual: readonly TypeKey[]): boolean {
  return (
    takes.every((type, at) => canCast(types, actual[at] ?? 'unknown', type, 'implicit')) &&
    meaningOf(types, takes, actual) !== undefined
  );
}

export const meaningOf = (
  types: Types,
  takes: readonly TypeKey[],
  actual: readonly TypeKey[],
): Meaning | undefined => polymorphicMeaning(types, takes, actual, commonOf);

function commonOf(types: Types, candidates: readonly TypeKey[]): TypeKey | undefined {
  const type = commonType(types, candidates);
  if (type === undefined || type === mixed) return undefined;
  return candidates.every((one) => canCast(types, one, type, 'implicit')) ? type : undefined;
}

/** PostgreSQL's func_select_candidate. */
function best<T>(
  types: Types,
  fitting: readonly Candidate<T>[],
  actual: readonly TypeKey[],
): Candidate<T> | undefined {
  const bases = actual.map((type) => (type === 'unknown' ? type : types.base(type)));
  const isKnown = (at: number) => bases[at] !== 'unknown';
  let left = withMost(fitting, ({ takes }) =>
    countOf(takes, (type, at) => isKnown(at) && type === bases[at]),
  );
  if (left.length === 1) return left[0];
  left = withMost(left, ({ takes }) =>
    countOf(
      takes,
      (type, at) => isKnown(at) && (type === bases[at] || isPreferredFor(types, bases[at], type)),
    ),
  );
  if (left.length === 1) return left[0];
  const unknown = [...bases.keys()].filter((at) => !isKnown(at));
  if (unknown.length === 0) return undefined;
  const slots = slotsOf(types, left, unknown);
  const suiting = slots && left.filter(({ takes }) => suits(types, takes, slots));
  if (suiting && suiting.length > 0) left = suiting;
  if (left.length === 1) return left[0];
  const known = new Set(bases.filter((type) => type !== 'unknown'));
  const [same] = known;
  if (known.size !== 1 || same === undefined) return undefined;
  const all = bases.map(() => same);
  const taking = left.filter(({ takes }) => fits(types, takes, all));
  return taking.length === 1 ? taking[0] : undefined;
}

function withMost<T>(values: readonly T[], count: (value: T) => number): readonly T[] {
  const counts = values.map(count);
  const most = Math.max(...counts);
  return values.filter((_value, at) => counts[at] === most);
}

const countOf = <T>(values: readonly T[], isCounted: (value: T, at: number) => boolean): number =>
  values.filter(isCounted).length;

function isPreferredFor(types: Types, actual: TypeKey | undefined, type: TypeKey): boolean {
  return actual !== undefined && types.isPreferred(type) && types.category(type) === types.category(actual);
}

interface Slot {
  readonly at: number;
  readonly category: string;
  readonly hasPreferred: boolean;
}

/** For each argument that is a plain string literal, the category on which the candidates agree. The string category wins. */
function slotsOf<T>(
  types: Types,
  candidates: readonly Candidate<T>[],
  unknown: readonly number[],
): readonly Slot[] | undefined {
  const slots = unknown.map((at): Slot | undefined => {
    const taken = candidates.map(({ takes }) => takes[at] ?? 'any');
    const categories = new Set(taken.map(types.category));
    const category = categories.has('S') ? 'S' : categories.size === 1 ? [...categories][0] : undefined;
    if (category === undefined) return undefined;
    const hasPreferred = taken.some((type) => types.category(type) === category && types.isPreferred(type));
    return { at, category, hasPreferred };
  });
  return slots.every((slot) => slot !== undefined) ? slots : undefined;
}

const suits = (types: Types, takes: readonly TypeKey[], slots: readonly Slot[]): boolean =>
  slots.every(({ at, category, hasPreferred }) => {
    const type = takes[at] ?? 'any';
    return types.category(type) === category && (!hasPreferred || types.isPreferred(type));
  });

/** PostgreSQL's oper and left_oper; the left type is undefined for a prefix operator. */
export function chooseOperator(
  types: Types,
  operators: readonly Operator[],
  left: TypeKey | undefined,
  right: TypeKey,
): Choice<Operator> {
  const candidates = operators
    .filter((operator) => (operator.left === undefined) === (left === undefined))
    .map((chosen) => ({
      chosen,
      takes: [chosen.left, chosen.right].flatMap((type) =>
        type ? [types.keyOf(type) ?? '(not known)'] : [],
      ),
      isVariadic: false,
    }));
  const actual = left === undefined ? [right] : [left, right];
  return exactOperator(types, candidates, actual) ?? choose(types, withoutHidden(candidates), actual);
}

/** A plain string literal is first taken for a value of the other operand's type. */
function exactOperator<T>(
  types: Types,
  candidates: readonly Candidate<T>[],
  actual: readonly TypeKey[],
): Candidate<T> | undefined {
  const exactly = (wanted: readonly TypeKey[]) =>
    candidates.find(({ takes }) => takes.every((type, at) => type === wanted[at]));
  const [left, right] = actual;
  if (left === undefined || right === undefined || (left === 'unknown') === (right === 'unknown'))
    return exactly(actual);
  const known = left === 'unknown' ? right : left;
  const base = types.base(known);
  return exactly([known, known]) ?? (base === known ? undefined : exactly([base, base]));
}

/** The actual types of the parameters and the result; undefined where the call does not determine them. */
export function signatureOf(
  types: Types,
  { takes }: { readonly takes: readonly TypeKey[] },
  result: TypeKey | undefined,
  actual: readonly TypeKey[],
): { readonly takes: readonly (TypeKey | undefined)[]; readonly result: TypeKey | undefined } {
  const meaning = meaningOf(types, takes, actual);
  if (!meaning) return { takes: takes.map(() => undefined), result: undefined };
  return {
    takes: takes.map((type) => meantBy(types, type, meaning)),
    result: result === undefined ? undefined : meantBy(types, result, meaning),
  };
}
