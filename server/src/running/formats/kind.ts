/** How a column is aligned and looked at. */
export type Kind = 'number' | 'boolean' | 'json' | 'text';

/** How a type's values are aligned, written into JSON and INSERT, and looked at. */
export const kindOf = (oid: number): Kind => kinds.get(oid) ?? 'text';

/** How a type's values are ordered: `text` by code point, the others by what they stand for. */
export const orderOf = (oid: number): Order => orders.get(oid) ?? 'text';

export type Order = 'number' | 'instant' | 'interval' | 'text';

// The oids of pg_type.dat, which are the same on every server
const [bool, int8, int2, int4, oid, json, float4, float8] = [16, 20, 21, 23, 26, 114, 700, 701] as const;
const [date, timestamp, timestamptz, interval, timetz] = [1082, 1114, 1184, 1186, 1266] as const;
const [numeric, jsonb] = [1700, 3802] as const;
const numbers = [int2, int4, int8, oid, float4, float8, numeric] as const;

const kinds: ReadonlyMap<number, Kind> = new Map<number, Kind>([
  ...numbers.map((number) => [number, 'number'] as const),
  [bool, 'boolean'],
  [json, 'json'],
  [jsonb, 'json'],
]);

const orders: ReadonlyMap<number, Order> = new Map<number, Order>([
  ...numbers.map((number) => [number, 'number'] as const),
  ...[date, timestamp, timestamptz, timetz].map((type) => [type, 'instant'] as const),
  [interval, 'interval'],
]);
