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
  if (name === 'interval') return intervalType(modifiers);
  // The grammar gives numeric(10) no scale; the server does.
  const numbers = name === 'numeric' && modifiers.length === 1 ? [...modifiers, 0] : modifiers;
  const inside = numbers.length > 0 ? `(${numbers.join(',')})` : '';
  const zoned = zonedTypes[name];
  if (zoned) return `${zoned[0]}${inside} ${zoned[1]}`;
  if (name === 'bpchar' && inside === '') return 'bpchar';
  return `${titles[name] ?? quoteName(name)}${inside}`;
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
  varchar: 'character varying',
});

const zonedTypes = lookup<readonly [string, string]>({
  time: ['time', 'without time zone'],
  timetz: ['time', 'with time zone'],
  timestamp: ['timestamp', 'without time zone'],
  timestamptz: ['timestamp', 'with time zone'],
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
