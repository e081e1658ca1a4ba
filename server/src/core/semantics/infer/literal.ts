import { lookup } from '../../text/lookup.js';
import { isArray, type TypeKey, type Types } from './types.js';

/** Whether a type accepts a text. True where that is not known here: the server decides then. */
export function reads(types: Types, type: TypeKey, text: string): boolean {
  const base = types.base(type);
  if (base !== type) {
    // The checks of a domain run when a row is written, but its base type reads the text at once.
    return reads(types, base, text);
  }
  if (isArray(type)) {
    const inner = /^\s*\{([^{}"\\]*)\}\s*$/.exec(text)?.[1];
    const element = type.slice(0, -2);
    if (inner === undefined) return false;
    return (
      inner.trim() === '' ||
      inner.split(',').every((part) => part.trim() !== '' && reads(types, element, part.trim()))
    );
  }
  const found = types.find(type);
  if (found?.kind === 'enum') return found.labels.includes(text);
  const reader = readers[type];
  return reader instanceof RegExp ? reader.test(text) : (reader?.(text) ?? false);
}

/** Whether a type surely does not accept a text. False where only the server knows. */
export function refuses(types: Types, type: TypeKey, text: string): boolean {
  const base = types.base(type);
  // A program may put something else in place of a text with other signs.
  const isPlain = /^[\w\s.,:/+-]*$/.test(text);
  if (base === 'json' || base === 'jsonb') return !isJson(text) && !/[{$%<@#]{2}|\$|%s/.test(text);
  return isPlain && refusers[base]?.test(text) === false;
}

const integer = /^\s*[+-]?\s*\d\w*\s*$/;
const real = /^\s*[+-]?(\.?\d[\w.+-]*|nan|inf|infinity)\s*$/i;
const day = /\d|now|today|tomorrow|yesterday|epoch|infinity/i;

/** What a text of a type at least looks like. */
const refusers = lookup<RegExp>({
  bool: /^\s*(t|tr|tru|true|y|ye|yes|on|1|f|fa|fal|fals|false|n|no|of|off|0)\s*$/i,
  date: day,
  float4: real,
  float8: real,
  int2: integer,
  int4: integer,
  int8: integer,
  numeric: real,
  timestamp: day,
  timestamptz: day,
  uuid: /^\s*[0-9a-f-]{32,}\s*$/i,
});

const anything = /^/;
const whole = /^\s*[+-]?\d{1,9}\s*$/;
const number = /^\s*[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,2})?\s*$/i;
const infinite = '-?infinity';
const zone = String.raw`\s*(z|utc|gmt|[+-]\d{1,2}(:?\d{2})?)?`;
const time = String.raw`([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?`;
const span = String.raw`[+-]?\d{1,6}(\.\d+)?\s*(year|month|mon|week|day|hour|minute|min|second|sec|millisecond|microsecond)s?`;

const readers = lookup<RegExp | ((text: string) => boolean)>({
  bool: /^\s*(t|tr|tru|true|y|ye|yes|on|1|f|fa|fal|fals|false|n|no|of|off|0)\s*$/i,
  bpchar: anything,
  bytea: /^(\\x([0-9a-f]{2})*|[^\\]*)$/i,
  cstring: anything,
  date: (text) => isDay(text, '') || specialDay.test(text),
  float4: number,
  float8: number,
  int2: /^\s*[+-]?\d{1,4}\s*$/,
  int4: whole,
  int8: /^\s*[+-]?\d{1,18}\s*$/,
  interval: new RegExp(
    String.raw`^\s*(${span}\s*)+(${time}\s*)?$|^\s*[+-]?${time}\s*$|^\s*[+-]?\d{1,6}\s*$`,
    'i',
  ),
  json: isJson,
  jsonb: isJson,
  jsonpath: /^\$(\.[a-z_]\w*|\[(\d{1,6}|\*)\])*$|^\d{1,6}$/i,
  money: /^\d{1,9}(\.\d{1,2})?$/,
  name: anything,
  numeric: number,
  oid: /^\s*\d{1,9}\s*$/,
  refcursor: anything,
  regclass: /^\d{1,9}$/,
  regconfig: /^(simple|english)$/,
  text: anything,
  time: new RegExp(`^\\s*${time}\\s*$`),
  timestamp: (text) => isDay(text, `([ T]${time})?${zone}`) || specialTime.test(text),
  timestamptz: (text) => isDay(text, `([ T]${time})?${zone}`) || specialTime.test(text),
  timetz: new RegExp(`^\\s*${time}${zone}\\s*$`, 'i'),
  tsquery: /^\s*\w+\s*$/,
  tsvector: /^[\w\s]*$/,
  unknown: anything,
  uuid: /^\s*[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}\s*$/i,
  varchar: anything,
  xid8: /^\d{1,9}$/,
  xml: /^[^<>&]*$/,
  bit: /^([01]*|b[01]*|x[0-9a-f]*)$/i,
  varbit: /^([01]*|b[01]*|x[0-9a-f]*)$/i,
  char: anything,
});

const specialDay = new RegExp(`^\\s*(now|today|tomorrow|yesterday|epoch|${infinite})\\s*$`, 'i');
const specialTime = specialDay;

/** A day as ISO writes it, and what follows. */
function isDay(text: string, behind: string): boolean {
  const [, year, month, day] =
    new RegExp(`^\\s*(\\d{4})-(\\d{1,2})-(\\d{1,2})${behind}\\s*$`, 'i').exec(text) ?? [];
  if (year === undefined) return false;
  const [count, last] = [Number(month), Number(day)];
  const days = [31, isLeap(Number(year)) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][count - 1];
  return Number(year) > 0 && days !== undefined && last >= 1 && last <= days;
}

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
