import { lookup } from '../text/lookup.js';

/**
 * Whether an index on a column is not used where the column is compared with one of another type; both as the catalog names
 * them. PostgreSQL 16 converts the first to compare them, so that it reads no index on it; `indexUse.test.ts` asks it. Of
 * dates and timestamps it would read one; DSQL was seen not to (May 2026).
 */
export const keepsIndexUnused = (column: string, other: string): boolean =>
  column !== other && ((isTime(column) && isTime(other)) || (convertedFor[column]?.includes(other) ?? false));

/** Whether a type, as the catalog names it, is one of those that PostgreSQL compares with each other as they are. */
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
