import { arrayOf, isArray, type TypeKey, type Types } from './types.js';

const simple: ReadonlySet<TypeKey> = new Set(
  'anyelement anyarray anynonarray anyenum anyrange anymultirange'.split(' '),
);
const compatible: ReadonlySet<TypeKey> = new Set(
  'anycompatible anycompatiblearray anycompatiblenonarray anycompatiblerange anycompatiblemultirange'.split(
    ' ',
  ),
);

export const isPolymorphic = (type: TypeKey): boolean => simple.has(type) || compatible.has(type);

/** What the polymorphic types of a call stand for; undefined for those that the arguments do not determine. */
interface Family {
  readonly element: TypeKey | undefined;
  readonly range: TypeKey | undefined;
  readonly multirange: TypeKey | undefined;
}

export interface Meaning {
  readonly simple: Family;
  readonly compatible: Family;
}

/** Finds a common type. It is passed in, because it needs casts, which need to know polymorphic types. */
type Common = (types: Types, candidates: readonly TypeKey[]) => TypeKey | undefined;

/** PostgreSQL's check_generic_type_consistency; undefined where the arguments contradict each other. */
export function polymorphicMeaning(
  types: Types,
  declared: readonly TypeKey[],
  actual: readonly TypeKey[],
  common: Common,
): Meaning | undefined {
  const one = simpleFamily(types, declared, actual);
  const other = one && compatibleFamily(types, declared, actual, common);
  return one && other && { simple: one, compatible: other };
}

const differ: unique symbol = Symbol('differ');

/** The one type on which several arguments agree. */
function agreed(found: readonly TypeKey[]): TypeKey | typeof differ | undefined {
  const [first] = found;
  return found.every((type) => type === first) ? first : differ;
}

function simpleFamily(
  types: Types,
  declared: readonly TypeKey[],
  actual: readonly TypeKey[],
): Family | undefined {
  const given = (...kinds: readonly TypeKey[]): TypeKey[] =>
    declared.flatMap((type, at) => {
      const one = actual[at];
      return kinds.includes(type) && one !== undefined && one !== 'unknown' ? [one] : [];
    });
  const element = agreed(given('anyelement', 'anynonarray', 'anyenum'));
  const array = agreed(given('anyarray').map(types.base));
  const range = agreed(given('anyrange').map(types.base));
  const multirange = agreed(given('anymultirange').map(types.base));
  if (element === differ || array === differ || range === differ || multirange === differ) return undefined;
  const fromArray =
    array === undefined ? undefined : array === 'anyarray' ? 'anyelement' : types.element(array);
  const fromMultirange = multirange === undefined ? undefined : rangeOfMultirange(types, multirange);
  const anyRange = range ?? fromMultirange;
  const fromRange = anyRange === undefined ? undefined : subtypeOf(types, anyRange);
  const isUnfit =
    (array !== undefined && fromArray === undefined) ||
    (multirange !== undefined && fromMultirange === undefined) ||
    (range !== undefined && fromMultirange !== undefined && range !== fromMultirange) ||
    (anyRange !== undefined && fromRange === undefined);
  const elements = [element, fromArray, fromRange].filter((type) => type !== undefined);
  const whole = agreed(elements);
  if (isUnfit || whole === differ) return undefined;
  if (whole !== undefined && declared.includes('anynonarray') && isArray(types.base(whole))) return undefined;
  if (whole !== undefined && declared.includes('anyenum') && types.find(types.base(whole))?.kind !== 'enum')
    return undefined;
  return { element: whole, range: anyRange, multirange };
}

function compatibleFamily(
  types: Types,
  declared: readonly TypeKey[],
  actual: readonly TypeKey[],
  common: Common,
): Family | undefined {
  const candidates: TypeKey[] = [];
  const ranges: TypeKey[] = [];
  const multiranges: TypeKey[] = [];
  let isMet = false;
  let isRange = false;
  for (const [at, type] of declared.entries()) {
    if (!compatible.has(type)) continue;
    isMet = true;
    const one = actual[at] ?? 'unknown';
    if (type === 'anycompatiblerange' || type === 'anycompatiblemultirange') isRange = true;
    if (one === 'unknown') continue;
    const base = types.base(one);
    if (type === 'anycompatible' || type === 'anycompatiblenonarray') candidates.push(one);
    else if (type === 'anycompatiblearray') {
      const element = types.element(base);
      if (element === undefined) return undefined;
      candidates.push(element);
    } else if (type === 'anycompatiblerange') ranges.push(base);
    else multiranges.push(base);
  }
  const range = agreed(ranges);
  const multirange = agreed(multiranges);
  if (range === differ || multirange === differ) return undefined;
  const fromMultirange = multirange === undefined ? undefined : rangeOfMultirange(types, multirange);
  const anyRange = range ?? fromMultirange;
  const subtype = anyRange === undefined ? undefined : subtypeOf(types, anyRange);
  if (anyRange !== undefined && subtype === undefined) return undefined;
  if (subtype !== undefined) candidates.push(subtype);
  if (!isMet) return { element: undefined, range: undefined, multirange: undefined };
  const element = candidates.length > 0 ? common(types, candidates) : isRange ? undefined : 'text';
  if (candidates.length > 0 && element === undefined) return undefined;
  if (element !== undefined && declared.includes('anycompatiblenonarray') && isArray(types.base(element)))
    return undefined;
  return { element, range: anyRange, multirange };
}

function subtypeOf(types: Types, range: TypeKey): TypeKey | undefined {
  const found = types.find(range);
  return found?.kind === 'range' ? types.keyOf(found.subtype) : undefined;
}

/** `int4range` for `int4multirange`, by the naming rule of PostgreSQL. */
function rangeOfMultirange(types: Types, multirange: TypeKey): TypeKey | undefined {
  const range = multirange.replace('multirange', 'range');
  const found = types.find(range);
  return found?.kind === 'range' && multirange.endsWith(found.multirange) ? range : undefined;
}

/** The actual type of a declared one in a call; undefined where the call does not determine it. */
export function meantBy(types: Types, declared: TypeKey, meaning: Meaning): TypeKey | undefined {
  const isCompatible = compatible.has(declared);
  if (!isCompatible && !simple.has(declared)) return declared;
  const family = isCompatible ? meaning.compatible : meaning.simple;
  const { element, range, multirange } = family;
  if (declared.endsWith('multirange')) return multirange ?? multirangeOf(types, range);
  if (declared.endsWith('range')) return range;
  // anynonarray is an element too
  if (!declared.endsWith('array') || declared.endsWith('nonarray')) return element;
  if (element === 'anyelement') return 'anyarray';
  return element === undefined ? undefined : arrayOf(element);
}

function multirangeOf(types: Types, range: TypeKey | undefined): TypeKey | undefined {
  const found = range === undefined ? undefined : types.find(range);
  if (found?.kind !== 'range' || range === undefined) return undefined;
  const dot = range.indexOf('.');
  return dot < 0 ? found.multirange : `${range.slice(0, dot)}.${found.multirange}`;
}
