import type { Cell } from '../../../server/src/connection/answer.js';

/**
 * Why a server will not take a text as a value of a type: one sentence. Undefined where it may. `type` is written as
 * `format_type` writes it, as in "numeric(10,2)"; what PostgreSQL may read, it is left to decide.
 */
export function valueProblem(type: string, cell: Cell): string | undefined {
  if (cell === null || type.endsWith('[]')) return undefined;
  const [, title = '', modifiers = ''] =
    /^([a-z ]+?)(?: ?\(([\d,-]+)\)(?: with(?:out)? time zone)?)?$/.exec(type) ?? [];
  return checks[title]?.(cell, modifiers === '' ? [] : modifiers.split(',').map(Number), type);
}

type Check = (text: string, modifiers: readonly number[], type: string) => string | undefined;

// https://www.postgresql.org/docs/16/datatype-numeric.html
const wholeNumber =
  (bits: bigint): Check =>
  (text, _modifiers, type) => {
    const trimmed = trim(text);
    const [, sign, digits] = /^([+-]?)(\d+(?:_\d+)*|0x[\da-f_]+|0o[0-7_]+|0b[01_]+)$/i.exec(trimmed) ?? [];
    if (digits === undefined)
      return isNumber(trimmed) ? `${shown(text)} is not a whole number.` : notA(text, 'number');
    const size = BigInt(digits.replaceAll('_', '').toLowerCase());
    const value = sign === '-' ? -size : size;
    const most = 1n << (bits - 1n);
    if (value >= -most && value < most) return undefined;
    return `${shown(text)} does not fit: ${type} holds ${-most} to ${most - 1n}.`;
  };

const decimal = /^([+-]?)(\d[\d_]*)?(?:\.(\d[\d_]*)?)?(?:e([+-]?\d+))?$/i;
const special = /^(?:nan|[+-]?inf(?:inity)?)$/i;

const isNumber = (trimmed: string): boolean =>
  special.test(trimmed) ||
  /^[+-]?0[xob][\da-f_.p+-]+$/i.test(trimmed) ||
  (decimal.test(trimmed) && /\d/.test(trimmed));

const anyNumber: Check = (text) => (isNumber(trim(text)) ? undefined : notA(text, 'number'));

const numeric: Check = (text, [precision, scale = 0], type) => {
  const trimmed = trim(text);
  if (!isNumber(trimmed)) return notA(text, 'number');
  if (precision === undefined || /^nan$/i.test(trimmed)) return undefined;
  const tooLarge = `${shown(text)} does not fit: ${type} holds ${Math.max(precision - scale, 0)} digits before the point.`;
  if (special.test(trimmed)) return tooLarge;
  const [, , digits = '', fraction = '', exponent = '0'] = decimal.exec(trimmed) ?? [];
  const all = (digits + fraction).replaceAll('_', '').replace(/^0+/, '');
  if (all === '') return undefined;
  // The place of the point, counted from the first digit that is not 0
  const before = all.length - fraction.replaceAll('_', '').length + Number(exponent);
  if (before > precision - scale) return tooLarge;
  // Rounding to the scale may make one digit more of nines
  const kept = before + scale;
  return before === precision - scale && /^9+$/.test(all.slice(0, kept)) && /^[5-9]/.test(all.slice(kept))
    ? tooLarge
    : undefined;
};

/** Any unambiguous beginning: https://www.postgresql.org/docs/16/datatype-boolean.html */
const boolean: Check = (text) =>
  /^(?:t(?:r(?:ue?)?)?|f(?:a(?:l(?:se?)?)?)?|y(?:es?)?|no?|on|off?|[01])$/i.test(trim(text))
    ? undefined
    : `${shown(text)} is not a boolean: type true or false.`;

const length: Check = (text, [most], type) => {
  // The server cuts blanks at the end off
  const count = [...text.replace(/ +$/, '')].length;
  return most === undefined || count <= most
    ? undefined
    : `This text has ${count} characters, and ${type} holds ${most}.`;
};

/** Hyphens may stand behind any four digits: https://www.postgresql.org/docs/16/datatype-uuid.html */
const uuid: Check = (text) => {
  const [, inBraces, bare] = /^(?:\{(.*)\}|([^{}]*))$/.exec(text) ?? [];
  return /^(?:[\da-f]{4}-?){7}[\da-f]{4}$/i.test(inBraces ?? bare ?? '') ? undefined : notA(text, 'UUID');
};

const json: Check = (text) => {
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    return notA(text, 'JSON text'); // The message of the engine is about JavaScript.
  }
};

const moment =
  (what: string, words: RegExp): Check =>
  (text) => {
    if (!/\d/.test(text) && !words.test(text)) return notA(text, what);
    const date = /^\s*(\d{4,6})-(\d{1,2})-(\d{1,2})(?!\d)/.exec(text);
    const [year = 0, month = 1, day = 1] = date?.slice(1).map(Number) ?? [];
    const [hour = 0, minute = 0, second = 0] =
      /(?:^|[T\s])(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?(?!\d)/
        .exec(text)
        ?.slice(1)
        .map((part) => Number(part ?? 0)) ?? [];
    // A year before Christ may be a leap year where another of its number is none
    const isOnCalendar =
      /bc/i.test(text) || (month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month));
    return isOnCalendar && hour <= 24 && minute <= 59 && second <= 60
      ? undefined
      : `${shown(text)} is not a valid date or time.`;
  };

const daysOf = (year: number, month: number): number =>
  month === 2
    ? year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
      ? 29
      : 28
    : [4, 6, 9, 11].includes(month)
      ? 30
      : 31;

const dateWords = /\b(?:now|today|tomorrow|yesterday|epoch|infinity)\b/i;

const checks: Readonly<Record<string, Check>> = {
  smallint: wholeNumber(16n),
  integer: wholeNumber(32n),
  bigint: wholeNumber(64n),
  numeric,
  real: anyNumber,
  'double precision': anyNumber,
  boolean,
  character: length,
  'character varying': length,
  uuid,
  json,
  jsonb: json,
  date: moment('date', dateWords),
  timestamp: moment('timestamp', dateWords),
  'timestamp without time zone': moment('timestamp', dateWords),
  'timestamp with time zone': moment('timestamp', dateWords),
  time: moment('time', /\b(?:now|allballs)\b/i),
  'time without time zone': moment('time', /\b(?:now|allballs)\b/i),
};

/** What PostgreSQL takes for blank around a number. */
const trim = (text: string): string => text.replace(/^[ \t\n\v\f\r]+|[ \t\n\v\f\r]+$/g, '');

const notA = (text: string, what: string): string => `${shown(text)} is not a ${what}.`;

const shown = (text: string): string =>
  text === '' ? 'The empty text' : `"${text.length > 40 ? `${text.slice(0, 40)}…` : text}"`;
