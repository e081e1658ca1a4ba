import type { Cast, Type } from '../../catalog/model.js';
import { type Context, report } from './context.js';
import { reads } from './literal.js';
import { isPolymorphic } from './polymorphic.js';
import { isArray, type TypeKey, type Types } from './types.js';
import { type Changing, called, constantOf, retyped, type Value } from './value.js';

/** Where a cast is needed: in a call, in an assignment, or where it is written. */
export type CastContext = Cast['context'];

/** How a value becomes one of another type. */
export type CastPath =
  | { readonly kind: 'relabel' }
  | { readonly kind: 'routine'; readonly volatility: Cast['volatility']; readonly isStrict: boolean }
  /** It is printed, and read again. */
  | { readonly kind: 'text' }
  | { readonly kind: 'array'; readonly element: CastPath };

const ranks: Readonly<Record<CastContext, number>> = { implicit: 0, assignment: 1, explicit: 2 };
const relabel: CastPath = { kind: 'relabel' };

/** PostgreSQL's find_coercion_pathway. */
export function castPath(
  types: Types,
  from: TypeKey,
  to: TypeKey,
  context: CastContext,
): CastPath | undefined {
  const [source, target] = [types.base(from), types.base(to)];
  if (source === target) return relabel;
  const cast = castBetween(types, source, target);
  if (cast) {
    if (ranks[context] < ranks[cast.context]) return undefined;
    if (cast.method !== 'routine') return cast.method === 'binary' ? relabel : { kind: 'text' };
    return { kind: 'routine', volatility: cast.volatility, isStrict: cast.isStrict ?? true };
  }
  if (isRowOf(types, source, target)) return relabel;
  // oidvector can be cast to an array, but no array to it.
  const sourceElement = types.element(source);
  if (sourceElement !== undefined && isArray(target)) {
    const element = castPath(types, sourceElement, target.slice(0, -2), context);
    if (element) return { kind: 'array', element };
  }
  if (context !== 'implicit' && types.category(target) === 'S') return { kind: 'text' };
  return context === 'explicit' && types.category(source) === 'S' ? { kind: 'text' } : undefined;
}

/** Whether a row of a table is one of a parent's, or of the type of CREATE TABLE … OF. */
function isRowOf(types: Types, source: TypeKey, target: TypeKey, depth = 0): boolean {
  if (isArray(source) || depth > 32) return false;
  const row = types.find(source);
  const table = row?.kind === 'composite' ? types.names.relation(row) : undefined;
  if (!table) return false;
  const { ofType, inherits } = table;
  const wider = [...(ofType ? [ofType] : []), ...inherits].map((one) =>
    types.keyOf({ modifiers: [], dimensions: 0, ...one }),
  );
  return wider.some((one) => one === target || (one !== undefined && isRowOf(types, one, target, depth + 1)));
}

const castsByTypes = new WeakMap<readonly Cast[], ReadonlyMap<string, Cast>>();

function castBetween(types: Types, source: TypeKey, target: TypeKey): Cast | undefined {
  for (const casts of types.names.casts) {
    const found = byTypes(types, casts).get(`${source} ${target}`);
    if (found) return found;
  }
  return undefined;
}

function byTypes(types: Types, casts: readonly Cast[]): ReadonlyMap<string, Cast> {
  const known = castsByTypes.get(casts);
  if (known) return known;
  const made = new Map(
    casts.map((cast) => [`${types.keyOf(cast.source)} ${types.keyOf(cast.target)}`, cast]),
  );
  castsByTypes.set(casts, made);
  return made;
}

/**
 * PostgreSQL's can_coerce_type for one value. A polymorphic target accepts any value here: all arguments are checked together
 * elsewhere.
 */
export function canCast(types: Types, from: TypeKey, to: TypeKey, context: CastContext): boolean {
  if (from === to || to === 'any' || isPolymorphic(to) || from === 'unknown') return true;
  if (castPath(types, from, to, context)) return true;
  const isRow = (type: TypeKey) => type === 'record' || types.find(types.base(type))?.kind === 'composite';
  if (isRow(from) && isRow(to)) return from === 'record' || to === 'record';
  return to === 'record[]' && isArray(from) && isRow(from.slice(0, -2));
}

/**
 * Whether a type may have casts and operators that no catalog here tells: a range that a script makes, and what a
 * polymorphic parameter of a function that is read stands for.
 */
export function isOpen(types: Types, type: TypeKey | undefined): boolean {
  if (type === undefined) return true;
  const base = types.base(type);
  const inner = types.element(base) ?? base;
  if (isPolymorphic(inner)) return true;
  const found = types.find(types.base(inner));
  return found !== undefined && found.schema !== 'pg_catalog' && openKinds.has(found.kind);
}

const openKinds: ReadonlySet<string> = new Set<Type['kind']>(['multirange', 'pseudo', 'range', 'shell']);

/** A value after a cast. `node` is reported where the cast is not immutable. */
export function cast(context: Context, value: Value, to: TypeKey, node: object, where: CastContext): Value {
  const { types } = context;
  const { type: from } = value;
  if (from === undefined) return { ...retyped(value, to), text: undefined };
  if (from === to || to === 'any' || isPolymorphic(to)) return value;
  if (from === 'unknown') return typed(context, value, to, node);
  const path = castPath(types, from, to, where);
  if (!path) return { ...retyped(value, to), constant: undefined, text: undefined };
  if (path.kind === 'relabel') return retyped(value, to);
  const name = to;
  const changing: Changing | undefined = isImmutable(types, path, from, to)
    ? undefined
    : { kind: 'cast', node, name, operands: [from] };
  const isStrict = path.kind !== 'routine' || path.isStrict;
  return called(to, [value], { isStrict, changing });
}

/** A string literal that gets a type is converted at once, whatever uses it. */
function typed(context: Context, value: Value, to: TypeKey, node: object): Value {
  const { types } = context;
  if (value.constant === undefined) return retyped(value, to);
  if (value.constant === 'null') return constantOf(to, 'null');
  const text = value.text ?? '';
  if (!reads(types, to, text)) report(context, '22P02', node, to, { text });
  if (types.base(to) !== 'bool') return constantOf(to, 'value');
  const word = (value.text ?? '').trim().toLowerCase();
  if (word === '1' || word === 'on' || beginsOne(word, 'true', 'yes')) return constantOf(to, 'true');
  if (word === '0' || /^off?$/.test(word) || beginsOne(word, 'false', 'no')) return constantOf(to, 'false');
  return constantOf(to, 'value');
}

const beginsOne = (word: string, ...whole: readonly string[]): boolean =>
  word !== '' && whole.some((one) => one.startsWith(word));

function isImmutable(types: Types, path: CastPath, from: TypeKey, to: TypeKey): boolean {
  if (path.kind === 'relabel') return true;
  if (path.kind === 'routine') return path.volatility === undefined || path.volatility === 'immutable';
  const [source, target] = [types.base(from), types.base(to)];
  if (path.kind === 'array')
    return isImmutable(types, path.element, types.element(source) ?? source, target.slice(0, -2));
  return printsSame(types, source) && readsSame(types, target);
}

/** Whether the values of a type always print the same. A type that is not known is assumed to. */
const printsSame = (types: Types, type: TypeKey): boolean =>
  textVolatility(types, type, 'output') === 'immutable';
const readsSame = (types: Types, type: TypeKey): boolean =>
  textVolatility(types, type, 'input') === 'immutable';

function textVolatility(types: Types, type: TypeKey, direction: 'input' | 'output'): string {
  if (isArray(type)) return 'stable';
  const found = types.find(type);
  if (found === undefined) return 'immutable';
  // PostgreSQL's functions for values of enums, ranges and rows are stable.
  return 'category' in found ? (found[direction] ?? 'immutable') : 'stable';
}

/**
 * PostgreSQL's select_common_type: the type of UNION, CASE, VALUES and their like. Undefined where a type is not known;
 * `mixed` where there is none.
 */
export function commonType(types: Types, candidates: readonly (TypeKey | undefined)[]): TypeKey | undefined {
  const [first] = candidates;
  if (candidates.some((type) => type === undefined) || first === undefined) return undefined;
  const keys = candidates as readonly TypeKey[];
  if (first !== 'unknown' && keys.every((type) => type === first)) return first;
  let best = types.base(first);
  for (const candidate of keys.slice(1)) {
    const type = types.base(candidate);
    if (type === 'unknown' || type === best) continue;
    if (best === 'unknown') best = type;
    else if (types.category(type) !== types.category(best)) return mixed;
    else if (
      !types.isPreferred(best) &&
      canCast(types, best, type, 'implicit') &&
      !canCast(types, type, best, 'implicit')
    )
      best = type;
  }
  return best === 'unknown' ? 'text' : best;
}

/** It is the name of no type. */
export const mixed = '(mixed)';
