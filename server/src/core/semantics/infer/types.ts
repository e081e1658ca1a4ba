import type { TypeName } from 'libpg-query';
import { formatType } from '../../catalog/formatType.js';
import type { Lookup } from '../../catalog/layered.js';
import type { Type, TypeRef } from '../../catalog/model.js';
import { writtenType as writtenRef } from '../../catalog/read/written.js';
import { stringsOf } from '../../syntax/strings.js';

/**
 * A type as one word: `int4`, `int4[]`, `app.mood`. Types of `pg_catalog` have no schema. Arrays of more dimensions are
 * arrays.
 */
export type TypeKey = string;

export const isArray = (type: TypeKey): boolean => type.endsWith('[]');
export const arrayOf = (type: TypeKey): TypeKey | undefined => (isArray(type) ? undefined : `${type}[]`);

/** What overload resolution asks of types. */
export interface Types {
  readonly names: Lookup;
  /** The type that a name stands for; undefined where it is not known. */
  readonly keyOf: (type: TypeRef) => TypeKey | undefined;
  /** The letter of `pg_type.typcategory`; X where nothing is known. */
  readonly category: (type: TypeKey) => string;
  readonly isPreferred: (type: TypeKey) => boolean;
  /** Of an array its elements' type. */
  readonly element: (type: TypeKey) => TypeKey | undefined;
  /** The type below a domain and the domains under it; any other type itself. */
  readonly base: (type: TypeKey) => TypeKey;
  readonly find: (type: TypeKey) => Type | undefined;
}

export function typesIn(names: Lookup): Types {
  const known = new Map<TypeKey, Type | undefined>();
  const find = (type: TypeKey): Type | undefined => {
    if (!known.has(type)) known.set(type, isArray(type) ? undefined : names.type(nameOf(type)));
    return known.get(type);
  };
  const keyOf = (ref: TypeRef): TypeKey | undefined => {
    const named = names.type({ schema: ref.schema, name: ref.name });
    const elementName = named === undefined && /^_(.+)$/.exec(ref.name)?.[1];
    if (elementName) return keyOf({ ...ref, name: elementName, dimensions: 1 });
    const schema = named?.schema ?? ref.schema;
    if (schema === undefined) return undefined;
    const key = schema === 'pg_catalog' ? ref.name : `${schema}.${ref.name}`;
    return ref.dimensions > 0 ? `${key}[]` : key;
  };
  const base = (type: TypeKey): TypeKey => {
    let key = type;
    // A domain cannot be over itself. A script that says so is not followed forever.
    for (let step = 0; step < 32; step++) {
      const found = find(key);
      if (found?.kind !== 'domain') return key;
      key = keyOf(found.base) ?? key;
    }
    return key;
  };
  return {
    names,
    find,
    keyOf,
    base,
    category: (type) => (isArray(type) ? 'A' : categoryOf(find(base(type)), base(type))),
    isPreferred: (type) => {
      const found = find(type);
      return found?.kind === 'base' && found.isPreferred;
    },
    element: (type) => {
      if (isArray(type)) return type.slice(0, -2);
      const found = find(type);
      const isVector = found?.kind === 'base' && found.category === 'A';
      return isVector && found.element ? keyOf(found.element) : undefined;
    },
  };
}

function categoryOf(type: Type | undefined, key: TypeKey): string {
  if (type === undefined) return isArray(key) ? 'A' : 'X';
  if ('category' in type) return type.category;
  return { domain: 'X', enum: 'E', composite: 'C', range: 'R', shell: 'X' }[type.kind];
}

function nameOf(type: TypeKey): { readonly schema: string; readonly name: string } {
  const dot = type.indexOf('.');
  return dot < 0
    ? { schema: 'pg_catalog', name: type }
    : { schema: type.slice(0, dot), name: type.slice(dot + 1) };
}

/** A type with the modifiers that a statement writes; undefined for `%TYPE`. */
export function declaredType({ names }: Types, typeName: TypeName): TypeRef | undefined {
  if (typeName.pct_type) return undefined;
  const { schema, name, modifiers, dimensions } = writtenRef(typeName);
  const home = schema ?? names.type({ schema, name })?.schema;
  return { schema: home, name, modifiers, dimensions };
}

/** A type as a statement writes it; undefined for `%TYPE` and what nothing is known of. */
export function writtenType(types: Types, { names, arrayBounds, pct_type }: TypeName): TypeKey | undefined {
  const [name, schema] = stringsOf(names).reverse();
  if (pct_type || name === undefined) return undefined;
  return types.keyOf({ schema, name, modifiers: [], dimensions: arrayBounds ? 1 : 0 });
}

/** A type as SQL writes it. */
export const nameOfType = (type: TypeKey): string => {
  if (isArray(type)) return `${nameOfType(type.slice(0, -2))}[]`;
  const [name = '', schema] = type.split('.').reverse();
  return formatType({ schema, name, modifiers: [], dimensions: 0 });
};
