/** Names of types without a modifier, by oid, as `format_type` writes them. */
export type TypeNames = ReadonlyMap<number, string>;

/** A column's type with its length or precision, as in "numeric(10,2)"; undefined for an oid that has no name yet. */
export function typeName(oid: number, modifier: number, names: TypeNames): string | undefined {
  const name = names.get(oid);
  if (name === undefined || modifier < 0) return name;
  const [base = '', brackets] = name.endsWith('[]') ? [name.slice(0, -2), '[]'] : [name, ''];
  return modified(base, modifier) + brackets;
}

/** https://github.com/postgres/postgres/blob/REL_16_STABLE/src/backend/utils/adt/format_type.c and each type's typmodout */
function modified(base: string, modifier: number): string {
  if (base === 'numeric') return numeric(modifier - 4);
  if (base === 'character varying' || base === 'character' || base === 'bpchar')
    return `${base === 'bpchar' ? 'character' : base}(${modifier - 4})`;
  if (base === 'bit' || base === 'bit varying') return `${base}(${modifier})`;
  if (base === 'interval') return interval(modifier);
  const [, clock, zone] = /^(time|timestamp)( with(?:out)? time zone)$/.exec(base) ?? [];
  return clock ? `${clock}(${modifier})${zone}` : base;
}

/** The scale is signed and has 11 bits. */
const numeric = (modifier: number): string =>
  `numeric(${(modifier >> 16) & 0xffff},${((modifier & 0x7ff) ^ 0x400) - 0x400})`;

const intervalFields: Readonly<Record<number, string>> = {
  4: ' year',
  2: ' month',
  8: ' day',
  1024: ' hour',
  2048: ' minute',
  4096: ' second',
  6: ' year to month',
  1032: ' day to hour',
  3080: ' day to minute',
  7176: ' day to second',
  3072: ' hour to minute',
  7168: ' hour to second',
  6144: ' minute to second',
};

function interval(modifier: number): string {
  const precision = modifier & 0xffff;
  const fields = intervalFields[(modifier >> 16) & 0x7fff] ?? '';
  return `interval${fields}${precision === 0xffff ? '' : `(${precision})`}`;
}
