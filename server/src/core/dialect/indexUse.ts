import { lookup } from '../text/lookup.js';

/**
 * Whether an index on a column is not used where the column is compared with a value of another type; both by their catalog
 * names. PostgreSQL 16 converts the column to compare the two, and so reads no index on it: `indexUse.test.ts` asks it. It
 * would read an index on dates and timestamps; DSQL was seen not to (May 2026).
 */
export const keepsIndexUnused = (column: string, other: string): boolean =>
  column !== other && ((isTime(column) && isTime(other)) || (convertedFor[column]?.includes(other) ?? false));

/** Whether a type, by its catalog name, is a date or a timestamp, which PostgreSQL compares without a conversion. */
export const isTime = (type: string): boolean => times.has(type);

const times: ReadonlySet<string> = new Set(['date', 'timestamp', 'timestamptz']);

const convertedFor = lookup<readonly string[]>({
  int2: ['numeric', 'float4', 'float8'],
  int4: ['numeric', 'float4', 'float8'],
  int8: ['numeric', 'float4', 'float8'],
  numeric: ['float4', 'float8'],
  bpchar: ['text'],
  varchar: ['bpchar'],
});

/** Whether a type, by its catalog name, is one of those of which two may keep an index from being used. */
export const isConverted = (type: string): boolean => isTime(type) || converted.has(type);

const converted: ReadonlySet<string> = new Set(
  Object.entries(convertedFor).flatMap(([type, others]) => [type, ...(others ?? [])]),
);
