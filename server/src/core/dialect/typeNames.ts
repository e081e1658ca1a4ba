import { lookup } from '../text/lookup.js';

/** The name in `pg_type` of a type that SQL may call otherwise, in lower case: `int4` for `integer`. */
export const catalogName = (written: string): string => catalogNames[written] ?? written;

const catalogNames = lookup<string>({
  bigint: 'int8',
  boolean: 'bool',
  char: 'bpchar',
  character: 'bpchar',
  'character varying': 'varchar',
  'double precision': 'float8',
  float: 'float8',
  int: 'int4',
  integer: 'int4',
  real: 'float4',
  smallint: 'int2',
  'time with time zone': 'timetz',
  'timestamp with time zone': 'timestamptz',
});
