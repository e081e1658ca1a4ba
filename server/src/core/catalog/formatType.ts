import { quoteName, quoteObject } from '../syntax/names.js';
import { lookup } from '../text/lookup.js';
import type { TypeRef } from './model.js';

/** A type as the server prints it: `integer`, `character varying(20)[]`, `app.mood`. */
export function formatType({ schema, name, modifiers, dimensions }: TypeRef): string {
  const isBuiltIn = schema === undefined || schema === 'pg_catalog';
  const printed = isBuiltIn ? builtInType(name, modifiers) : quoteObject({ schema, name });
  return dimensions > 0 ? `${printed}[]` : printed;
}

function builtInType(name: string, modifiers: readonly number[]): string {
  if (name === 'bpchar' && modifiers.length === 0) return name;
  // The grammar gives numeric(10) no scale; the server does.
  const numbers = name === 'numeric' && modifiers.length === 1 ? [...modifiers, 0] : modifiers;
  return withModifiers(titles[name] ?? quoteName(name), numbers);
}

/** A built-in type, named as the server prints it, with its numbers: `timestamp(3) with time zone`. */
export function withModifiers(title: string, modifiers: readonly number[]): string {
  if (title === 'interval') return intervalType(modifiers);
  const inside = modifiers.length > 0 ? `(${modifiers.join(',')})` : '';
  const [, clock, zone] = /^(time|timestamp)( with(?:out)? time zone)$/.exec(title) ?? [];
  return clock ? `${clock}${inside}${zone}` : `${title}${inside}`;
}

/** A type without its numbers, by its name in `pg_type`: `integer` for `int4`, `integer[]` for `int4[]`. */
export function titleOfType(type: string): string {
  const name = type.replace(/\[\]$/, '');
  return `${titles[name] ?? name}${type.slice(name.length)}`;
}

const titles = lookup<string>({
  bit: 'bit',
  bool: 'boolean',
  bpchar: 'character',
  char: '"char"',
  float4: 'real',
  float8: 'double precision',
  int2: 'smallint',
  int4: 'integer',
  int8: 'bigint',
  numeric: 'numeric',
  varbit: 'bit varying',
  time: 'time without time zone',
  timestamp: 'timestamp without time zone',
  timestamptz: 'timestamp with time zone',
  timetz: 'time with time zone',
  varchar: 'character varying',
});

/** The first number is a set of fields, the second the precision. https://doxygen.postgresql.org/timestamp_8h.html */
function intervalType([fields = allFields, precision]: readonly number[]): string {
  const names = [...intervalFields].flatMap(([bit, name]) => ((fields & (1 << bit)) === 0 ? [] : [name]));
  const range = [...new Set([names[0], names.at(-1)])].join(' to ');
  const inside = precision === undefined || precision === fullPrecision ? '' : `(${precision})`;
  return `interval${fields === allFields ? '' : ` ${range}`}${inside}`;
}

const allFields = 0x7fff;
const fullPrecision = 0xffff;

const intervalFields = new Map([
  [2, 'year'],
  [1, 'month'],
  [3, 'day'],
  [10, 'hour'],
  [11, 'minute'],
  [12, 'second'],
]);
