import { withModifiers } from '../core/catalog/formatType.js';

/** Names of types without a modifier, by oid, as `format_type` writes them. */
export type TypeNames = ReadonlyMap<number, string>;

/** A column's type with its length or precision, as in "numeric(10,2)"; undefined for an oid that has no name yet. */
export function typeName(oid: number, modifier: number, names: TypeNames): string | undefined {
  const name = names.get(oid);
  if (name === undefined || modifier < 0) return name;
  const [base = '', brackets] = name.endsWith('[]') ? [name.slice(0, -2), '[]'] : [name, ''];
  const title = base === 'bpchar' ? 'character' : base;
  return withModifiers(title, numbersIn(base, modifier)) + brackets;
}

/**
 * The numbers that a type's modifier holds.
 * https://github.com/postgres/postgres/blob/REL_16_STABLE/src/backend/utils/adt/format_type.c and each type's typmodout
 */
function numbersIn(base: string, modifier: number): readonly number[] {
  // The scale is signed and has 11 bits.
  if (base === 'numeric')
    return [((modifier - 4) >> 16) & 0xffff, (((modifier - 4) & 0x7ff) ^ 0x400) - 0x400];
  if (base === 'interval') return [(modifier >> 16) & 0x7fff, modifier & 0xffff];
  if (/^(?:bit|bit varying|(?:time|timestamp) with(?:out)? time zone)$/.test(base)) return [modifier];
  return /^(?:character|character varying|bpchar)$/.test(base) ? [modifier - 4] : [];
}
