import type { A_Const } from 'libpg-query';
import { lookup } from '../text/lookup.js';

/** A constant's type. */
export const typeOfConstant = ({ ival, sval, boolval }: A_Const): string | undefined =>
  ival ? 'INTEGER' : sval ? 'TEXT' : boolval ? 'BOOLEAN' : undefined;

/** CURRENT_DATE and its like. */
export const valueFunctions = lookup<string>({
  SVFOP_CURRENT_DATE: 'DATE',
  SVFOP_CURRENT_TIMESTAMP: 'TIMESTAMPTZ',
  SVFOP_LOCALTIMESTAMP: 'TIMESTAMP',
});

type TypeReader = (type: string | undefined) => string | undefined;

/** The result types of built-in functions: a fixed one, or one that the argument tells. */
export const answers = lookup<string | TypeReader>({
  avg: averageOf,
  bool_and: 'BOOLEAN',
  bool_or: 'BOOLEAN',
  concat: 'TEXT',
  concat_ws: 'TEXT',
  count: 'BIGINT',
  date_trunc: same,
  dense_rank: 'BIGINT',
  first_value: same,
  gen_random_uuid: 'UUID',
  jsonb_agg: 'JSONB',
  jsonb_build_object: 'JSONB',
  lag: same,
  last_value: same,
  lead: same,
  length: 'INTEGER',
  lower: 'TEXT',
  max: same,
  md5: 'TEXT',
  min: same,
  now: 'TIMESTAMPTZ',
  nullif: same,
  rank: 'BIGINT',
  replace: 'TEXT',
  row_number: 'BIGINT',
  string_agg: 'TEXT',
  substr: 'TEXT',
  substring: 'TEXT',
  sum: sumOf,
  to_char: 'TEXT',
  trim: 'TEXT',
  btrim: 'TEXT',
  upper: 'TEXT',
});

const comparisons = new Set(['=', '<>', '!=', '<', '>', '<=', '>=', '~~', '!~~', '~', '~*', '!~']);

export function typeOfOperation(
  operator: string,
  left: string | undefined,
  right: string | undefined,
): string | undefined {
  if (comparisons.has(operator)) return 'BOOLEAN';
  if (left === undefined || right === undefined) return undefined;
  const families = [familyOf(left), familyOf(right)];
  if (operator === '||') return families.includes('text') ? 'TEXT' : undefined;
  if (!['+', '-', '*', '/'].includes(operator)) return undefined;
  if (families.some((family) => family === 'text' || family === 'other')) return undefined;
  if (families.includes('float')) return 'DOUBLE PRECISION';
  if (families.includes('numeric'))
    return operator === '/' ? 'NUMERIC(38,16)' : productOf(operator, left, right);
  return families.includes('big') ? 'BIGINT' : 'INTEGER';
}

/** Digits behind the point add up in a product. */
function productOf(operator: string, left: string, right: string): string {
  const scales = [left, right].map((type) =>
    familyOf(type) === 'numeric' ? Number(/,(\d+)\)$/.exec(widened(type))?.[1] ?? 6) : 0,
  );
  const [one = 0, other = 0] = scales;
  return `NUMERIC(38,${operator === '*' ? one + other : Math.max(one, other)})`;
}

/** A type's family, for what functions and operators make of it. */
function familyOf(type: string): 'whole' | 'big' | 'numeric' | 'float' | 'text' | 'other' {
  const word = type.toLowerCase().replace(/\(.*$/s, '').trim();
  if (/^(smallint|integer|int|int2|int4)$/.test(word)) return 'whole';
  if (/^(bigint|int8)$/.test(word)) return 'big';
  if (/^(numeric|decimal)$/.test(word)) return 'numeric';
  if (/^(real|float4|float8|float|double precision)$/.test(word)) return 'float';
  return /^(text|varchar|character varying|char|character|bpchar)$/.test(word) ? 'text' : 'other';
}

/** A type with room for sums, and as many digits behind the point. */
function widened(type: string): string {
  const scale = /,\s*(\d+)\s*\)/.exec(type)?.[1] ?? (/\(/.test(type) ? '0' : '6');
  return `NUMERIC(38,${scale})`;
}

function same(type: string | undefined): string | undefined {
  return type;
}

function sumOf(type: string | undefined): string | undefined {
  const family = type === undefined ? 'other' : familyOf(type);
  if (type === undefined || family === 'text' || family === 'other') return undefined;
  return { whole: 'BIGINT', big: 'NUMERIC(38,0)', numeric: widened(type), float: type }[family];
}

function averageOf(type: string | undefined): string | undefined {
  const family = type === undefined ? 'other' : familyOf(type);
  if (family === 'float') return 'DOUBLE PRECISION';
  return ['whole', 'big', 'numeric'].includes(family) ? 'NUMERIC(38,16)' : undefined;
}
