import type { Order } from '../../../server/src/running/formats/kind.js';

/**
 * How the texts of a type compare. `key` is a double that never contradicts the order, quick to compare; where two
 * keys are equal, `tie` decides exactly. A type without keys leaves all to `tie`.
 */
export interface Comparison {
  readonly key: ((text: string) => number) | undefined;
  readonly tie: (one: string, other: string) => number;
}

export const comparisons: Readonly<Record<Order, Comparison>> = {
  // Rounding to a double keeps the order, so that only equal doubles are left to their digits
  number: { key: Number, tie: compareDecimals },
  instant: { key: instantKey, tie: compareInstants },
  interval: { key: (text) => secondsOf(text) ?? Number.NaN, tie: () => 0 },
  text: { key: undefined, tie: compareCodePoints },
};

/**
 * By code point, which is the order of UTF-8's bytes and so that of DSQL's only collation, "C". JavaScript compares
 * UTF-16 units, in which what lies beyond U+FFFF comes before U+E000.
 */
function compareCodePoints(one: string, other: string): number {
  if (one === other) return 0;
  const length = Math.min(one.length, other.length);
  let at = 0;
  while (at < length && one.charCodeAt(at) === other.charCodeAt(at)) at++;
  if (at === length) return one.length - other.length;
  return rank(one.charCodeAt(at)) - rank(other.charCodeAt(at));
}

/** The same for texts without halves of pairs and what lies behind them, where units are in the order of code points. */
export const compareUnits = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

export const needsCodePoints = (text: string): boolean => /[\ud800-\uffff]/.test(text);

/** Puts the halves of pairs behind all other units. */
const rank = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);

/** Decimal numbers of any length, by value: 1.10 is 1.1. Anything else, such as NaN, comes last. */
function compareDecimals(one: string, other: string): number {
  const [left, right] = [decimalOf(one), decimalOf(other)];
  if (!left || !right) return Number(!left) - Number(!right) || compareCodePoints(one, other);
  if (left.sign !== right.sign || left.sign === 0) return left.sign - right.sign;
  return left.sign * (left.weight - right.weight || compareCodePoints(left.digits, right.digits));
}

/** sign × 0.digits × 10^weight, without zeros at either end of the digits. */
interface Decimal {
  readonly sign: number;
  readonly digits: string;
  readonly weight: number;
}

function decimalOf(text: string): Decimal | undefined {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (!match) return undefined;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  const all = whole + fraction;
  const digits = all.replace(/^0+/, '');
  const weight = whole.length - (all.length - digits.length) + Number(exponent);
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return { sign: 0, digits: '', weight: 0 };
  return { sign: sign === '-' ? -1 : 1, digits: significant, weight };
}

interface Instant {
  /** Whole seconds since 1970, or since midnight for a time. */
  readonly seconds: number;
  /** What comes behind the seconds' point. */
  readonly fraction: string;
}

function instantKey(text: string): number {
  const instant = instantOf(text);
  return instant ? instant.seconds + Number(`0.${instant.fraction}`) : Number.NaN;
}

function compareInstants(one: string, other: string): number {
  const [left, right] = [instantOf(one), instantOf(other)];
  if (!left || !right) return Number(!left) - Number(!right) || compareCodePoints(one, other);
  return left.seconds - right.seconds || compareCodePoints(left.fraction, right.fraction);
}

const date = String.raw`(?:(\d{4,})-(\d\d)-(\d\d))?`;
const time = String.raw`(?:(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:([+-])(\d\d)(?::(\d\d))?(?::(\d\d))?)?)?`;
const instant = new RegExp(`^${date} ?${time}( BC)?$`);

/** A date, timestamp or time as the server writes it, at its own offset from UTC. */
function instantOf(text: string): Instant | undefined {
  if (text === 'infinity') return { seconds: Number.POSITIVE_INFINITY, fraction: '' };
  if (text === '-infinity') return { seconds: Number.NEGATIVE_INFINITY, fraction: '' };
  const match = instant.exec(text);
  if (!match || text === '') return undefined;
  const [year, month, day, hours, minutes, seconds] = match.slice(1, 7).map((part) => Number(part ?? 0));
  const [, , , , , , , fraction = '', sign, ...rest] = match;
  const offset = secondsIn(...rest.slice(0, 3).map((part) => Number(part ?? 0)));
  const days = year ? daysBefore(rest[3] ? 1 - year : year, month ?? 1, day ?? 1) : 0;
  const since = days * 86_400 + secondsIn(hours, minutes, seconds);
  return { seconds: since - (sign === '-' ? -offset : offset), fraction };
}

const secondsIn = (hours = 0, minutes = 0, seconds = 0): number => hours * 3600 + minutes * 60 + seconds;

/** Days since 1970 in the Gregorian calendar; the year 0 is 1 BC. */
function daysBefore(year: number, month: number, day: number): number {
  // Years from March on, so that the leap day is the last
  const shifted = month > 2 ? year : year - 1;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const leapDays = Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400);
  return shifted * 365 + leapDays + dayOfYear - 719_468;
}

const interval =
  /^(?:(-?\d+) years? ?)?(?:([+-]?\d+) mons? ?)?(?:([+-]?\d+) days? ?)?(?:([+-]?)(\d+):(\d\d):(\d\d(?:\.\d+)?))?$/;

/** An interval's seconds as PostgreSQL compares them: a month is 30 days, a day 24 hours. */
function secondsOf(text: string): number | undefined {
  const match = interval.exec(text);
  if (!match || text === '') return undefined;
  const [years, months, days] = match.slice(1, 4).map((part) => Number(part ?? 0));
  const [hours, minutes, seconds] = match.slice(5, 8).map((part) => Number(part ?? 0));
  const clock = secondsIn(hours, minutes, seconds) * (match[4] === '-' ? -1 : 1);
  return ((years ?? 0) * 360 + (months ?? 0) * 30 + (days ?? 0)) * 86_400 + clock;
}
