// Source: https://docs.aws.amazon.com/aurora-dsql/latest/userguide/working-with-postgresql-compatibility-supported-data-types.html
// and what live clusters answered.

/** What to store in the place of a type that DSQL lacks. */
export interface StandIn {
  readonly type: string;
  /** What changes by it, for a fix's title. */
  readonly cost: string;
  /** A default, generated value or check of the old type does not fit the new one. */
  readonly isOtherKind?: true;
}

const asText = (cost: string): StandIn => ({ type: 'TEXT', cost });
const withoutStandIn = undefined;

/** Types of PostgreSQL that no column can have, by catalog name; without a stand-in where one column is not enough. */
export const unsupportedTypes: Readonly<Record<string, StandIn | undefined>> = {
  money: { type: 'NUMERIC(19,4)', cost: 'amounts read and print without a currency sign' },
  inet: asText('addresses are no longer checked'),
  cidr: asText('networks are no longer checked'),
  macaddr: asText('addresses are no longer checked'),
  macaddr8: asText('addresses are no longer checked'),
  xml: asText('documents are no longer checked'),
  tsvector: { type: 'TEXT', cost: 'it cannot be searched for words', isOtherKind: true },
  tsquery: { type: 'TEXT', cost: 'it no longer matches anything', isOtherKind: true },
  pg_lsn: { type: 'TEXT', cost: 'positions compare as text' },
  bit: { type: 'BYTEA', cost: 'bits become bytes', isOtherKind: true },
  varbit: { type: 'BYTEA', cost: 'bits become bytes', isOtherKind: true },
  point: withoutStandIn,
  line: withoutStandIn,
  lseg: withoutStandIn,
  box: withoutStandIn,
  path: withoutStandIn,
  polygon: withoutStandIn,
  circle: withoutStandIn,
  int4range: withoutStandIn,
  int8range: withoutStandIn,
  numrange: withoutStandIn,
  tsrange: withoutStandIn,
  tstzrange: withoutStandIn,
  daterange: withoutStandIn,
  int4multirange: withoutStandIn,
  int8multirange: withoutStandIn,
  nummultirange: withoutStandIn,
  tsmultirange: withoutStandIn,
  tstzmultirange: withoutStandIn,
  datemultirange: withoutStandIn,
};

/** Types of well-known extensions, which no DSQL cluster has, by name. */
export const extensionTypes: Readonly<Record<string, ExtensionType>> = {
  citext: { extension: 'citext', standIn: asText('upper and lower case differ') },
  hstore: {
    extension: 'hstore',
    standIn: { type: 'JSONB', cost: 'hstore operators do not work on it', isOtherKind: true },
  },
  ltree: { extension: 'ltree', standIn: asText('paths compare as text') },
  lquery: { extension: 'ltree' },
  ltxtquery: { extension: 'ltree' },
  vector: { extension: 'pgvector' },
  halfvec: { extension: 'pgvector' },
  sparsevec: { extension: 'pgvector' },
  geometry: { extension: 'PostGIS' },
  geography: { extension: 'PostGIS' },
  raster: { extension: 'PostGIS' },
  box2d: { extension: 'PostGIS' },
  box3d: { extension: 'PostGIS' },
  cube: { extension: 'cube' },
  seg: { extension: 'seg' },
  isbn: { extension: 'isn', standIn: asText('numbers are no longer checked') },
  isbn13: { extension: 'isn', standIn: asText('numbers are no longer checked') },
  issn: { extension: 'isn', standIn: asText('numbers are no longer checked') },
  ean13: { extension: 'isn', standIn: asText('numbers are no longer checked') },
};

export interface ExtensionType {
  readonly extension: string;
  readonly standIn?: StandIn;
}

/** Types that can be stored but not be part of a key, by catalog name. */
export const typesWithoutKey: ReadonlySet<string> = new Set(['json', 'jsonb', 'bytea', 'interval', 'timetz']);

/** Bytes of the types that always take the same, by catalog name. */
export const fixedBytes: Readonly<Record<string, number>> = {
  bool: 1,
  date: 4,
  float4: 4,
  float8: 8,
  int2: 2,
  int4: 4,
  int8: 8,
  time: 8,
  timestamp: 8,
  timestamptz: 8,
  uuid: 16,
};

/** Names of types that mean something to PostgreSQL, whatever DSQL makes of them as a column. */
export const knownTypes: ReadonlySet<string> = new Set([
  ...Object.keys(fixedBytes),
  ...Object.keys(unsupportedTypes),
  ...typesWithoutKey,
  ...'text varchar bpchar char name numeric oid xid xid8 cid tid oidvector int2vector jsonpath refcursor'.split(
    ' ',
  ),
  ...'regclass regcollation regconfig regdictionary regnamespace regoper regoperator regproc'.split(' '),
  ...'regprocedure regrole regtype txid_snapshot pg_snapshot aclitem cstring record unknown void'.split(' '),
  ...'serial serial2 serial4 serial8 smallserial bigserial'.split(' '),
]);
