import type { Node, TypeCast } from 'libpg-query';
import { wholeNumber } from '../../syntax/constants.js';
import { builtInName } from '../../syntax/typeName.js';
import { lookup } from '../../text/lookup.js';

/**
 * The least length of `generate_series(1, 5000)`, `generate_series(0, 100, 2)` or
 * `generate_series(now(), now() + interval '1 day', '1 second')`; 0 for anything else.
 */
export function seriesLength(node: Node | undefined): number {
  if (!node || !('FuncCall' in node) || callName(node) !== 'generate_series') return 0;
  const [first, last, by] = node.FuncCall.args ?? [];
  if (!first || !last) return 0;
  const [from, to, step] = [integer(first), integer(last), by ? integer(by) : 1];
  if (from !== undefined && to !== undefined && step !== undefined) return lengthOf(to - from, step);
  const [start, end, pace] = [momentOf(first), momentOf(last), by && durationOf(by)];
  if (!start || !end || !pace || start.base !== end.base) return 0;
  // A month of the step is long, and one between the ends is short.
  return lengthOf(end.at - start.at, pace.months * 31 * day + pace.rest);
}

const lengthOf = (span: number, step: number): number =>
  step === 0 ? 0 : Math.max(0, Math.floor(span / step) + 1);

const callName = ({ FuncCall: call }: Extract<Node, { FuncCall: unknown }>): string => {
  const name = call.funcname?.at(-1);
  return name && 'String' in name ? (name.String.sval ?? '') : '';
};

function integer(node: Node): number | undefined {
  if ('TypeCast' in node) return node.TypeCast.arg && integer(node.TypeCast.arg);
  if ('A_Expr' in node && node.A_Expr.rexpr && !node.A_Expr.lexpr) {
    const value = integer(node.A_Expr.rexpr);
    return value === undefined ? undefined : -value;
  }
  return 'A_Const' in node ? wholeNumber(node.A_Const) : undefined;
}

/** A time in milliseconds from another one: from 1970 where `base` is empty, else from what it says, such as `now`. */
interface Moment {
  readonly base: string;
  readonly at: number;
}

function momentOf(node: Node): Moment | undefined {
  if ('SQLValueFunction' in node) return valueFunctions[node.SQLValueFunction.op ?? ''];
  if ('TypeCast' in node) return castMoment(node.TypeCast);
  if ('FuncCall' in node) {
    if (callName(node) === 'now') return now;
    const [unit, of] = callName(node) === 'date_trunc' ? (node.FuncCall.args ?? []) : [];
    const [word, moment] = [unit && stringOf(unit)?.toLowerCase(), of && momentOf(of)];
    return word !== undefined && moment ? truncated(word, moment) : undefined;
  }
  if (!('A_Expr' in node)) return undefined;
  const { lexpr, rexpr, name } = node.A_Expr;
  const [sign] = name ?? [];
  const moment = lexpr && momentOf(lexpr);
  const duration = rexpr && durationOf(rexpr);
  const word = sign && 'String' in sign ? sign.String.sval : undefined;
  if (!moment || !duration || (word !== '+' && word !== '-')) return undefined;
  return moved(moment, duration, word === '+' ? 1 : -1);
}

const now: Moment = { base: 'now', at: 0 };

const valueFunctions = lookup<Moment>({
  SVFOP_CURRENT_TIMESTAMP: now,
  SVFOP_LOCALTIMESTAMP: now,
  SVFOP_CURRENT_DATE: { base: 'day of now', at: 0 },
});

function castMoment({ arg, typeName }: TypeCast): Moment | undefined {
  if (!arg || !typeName || !times.has(builtInName(typeName) ?? '')) return undefined;
  const written = stringOf(arg);
  if (written === undefined) return momentOf(arg);
  const [, year, month, date, hour = 0, minute = 0, second = 0] =
    /^\s*(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d))?)?\s*$/.exec(written) ?? [];
  if (year === undefined) return undefined;
  const at = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(date),
    Number(hour),
    Number(minute),
    Number(second),
  );
  return { base: '', at };
}

const times: ReadonlySet<string> = new Set(['date', 'timestamp', 'timestamptz']);

function truncated(unit: string, { base, at }: Moment): Moment | undefined {
  const size = units[unit];
  if (size === undefined || size.months > 0 || unit === 'week') return undefined;
  if (base === '') return { base, at: Math.floor(at / size.rest) * size.rest };
  return { base: `${unit} of ${at === 0 ? '' : `${at} from `}${base}`, at: 0 };
}

/** Of a time that is not known, a month has 28 days. */
function moved({ base, at }: Moment, { months, rest }: Duration, sign: 1 | -1): Moment {
  if (base !== '') return { base, at: at + sign * (leastOf(months) + rest) };
  const date = new Date(at);
  date.setUTCMonth(date.getUTCMonth() + sign * months);
  return { base, at: date.getTime() + sign * rest };
}

const leastOf = (months: number): number => Math.floor(months / 12) * 365 * day + (months % 12) * 28 * day;

interface Duration {
  readonly months: number;
  /** In milliseconds. */
  readonly rest: number;
}

/** `interval '1 day'`, `'2 hours'::interval` or a string alone, in the words of PostgreSQL. */
function durationOf(node: Node): Duration | undefined {
  if ('TypeCast' in node) {
    const { arg, typeName } = node.TypeCast;
    // INTERVAL '1' DAY says its unit behind the string.
    if (!arg || !typeName || typeName.typmods || builtInName(typeName) !== 'interval') return undefined;
    return durationOf(arg);
  }
  const written = stringOf(node)?.trim();
  if (written === undefined || !/^(?:\d+\s*[a-z]+\s*)+$/i.test(written)) return undefined;
  let [months, rest] = [0, 0];
  for (const [, count, word = ''] of written.matchAll(/(\d+)\s*([a-z]+)/gi)) {
    const unit = units[word.toLowerCase().replace(/(?<=..)s$/, '')];
    if (!unit) return undefined;
    months += Number(count) * unit.months;
    rest += Number(count) * unit.rest;
  }
  return { months, rest };
}

const day = 86_400_000;

const units = lookup<Duration>({
  year: { months: 12, rest: 0 },
  month: { months: 1, rest: 0 },
  mon: { months: 1, rest: 0 },
  week: { months: 0, rest: 7 * day },
  day: { months: 0, rest: day },
  hour: { months: 0, rest: 3_600_000 },
  minute: { months: 0, rest: 60_000 },
  min: { months: 0, rest: 60_000 },
  second: { months: 0, rest: 1_000 },
  sec: { months: 0, rest: 1_000 },
});

const stringOf = (node: Node): string | undefined =>
  'A_Const' in node && node.A_Const.sval ? (node.A_Const.sval.sval ?? '') : undefined;
