import { lookup } from '../text/lookup.js';
/**
 * Whether PostgreSQL can hold values of one type against a key of another type: an operator takes the two, or the first is cast
 * implicitly. Types by their catalog names; undefined for a type that is not listed here. Source: PostgreSQL 16 itself, asked
 * for each pair (`foreignKeyTypes.test.ts`).
 */
export function mayReference(type: string, key: string): boolean | undefined {
  const [from, to] = [families[type], families[key]];
  if (from === undefined || to === undefined) return undefined;
  return from === to || (widened[from]?.includes(to) ?? false);
}

/** Types of one family compare with each other. */
const families = lookup<string>({
  int2: 'integer',
  int4: 'integer',
  int8: 'integer',
  numeric: 'numeric',
  float4: 'float',
  float8: 'float',
  text: 'text',
  varchar: 'text',
  bpchar: 'text',
  uuid: 'uuid',
  bool: 'boolean',
  bytea: 'bytes',
  date: 'timestamp',
  timestamp: 'timestamp',
  timestamptz: 'timestamp',
  time: 'time',
  timetz: 'time with zone',
  interval: 'interval',
  jsonb: 'json',
  inet: 'address',
  cidr: 'address',
  money: 'money',
});

/** The types to which a family is cast implicitly. */
const widened = lookup<readonly string[]>({
  integer: ['numeric', 'float'],
  numeric: ['float'],
  time: ['time with zone', 'interval'],
});

export const keyTypes: readonly string[] = Object.keys(families);
