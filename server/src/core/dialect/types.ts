import { lookup } from '../text/lookup.js';
import { builtIn } from './data.js';
// Source: https://docs.aws.amazon.com/aurora-dsql/latest/userguide/working-with-postgresql-compatibility-supported-data-types.html
// and what live clusters answered.

/** A type to store in place of one that DSQL lacks. */
export interface StandIn {
  readonly type: string;
  /** What the change costs, for the title of a fix. */
  readonly cost: string;
  /** A default, generated value or check of the old type does not fit the new one. */
  readonly isOtherKind?: true;
  /** What computes with the old type and compares it does so with the new one. */
  readonly keepsOperators?: true;
  /** Values of the old type that it is compared with must be cast to the new one. */
  readonly isCompared?: true;
  /** B'01' is a bit string, whose text is written as the new type reads it. */
  readonly isBits?: true;
  /** The text of a value as the new type reads it, where that differs; undefined where nobody can tell. */
  readonly value?: (text: string) => string | undefined;
}

const text = (cost: string): StandIn => ({ type: 'TEXT', cost });
const asText = (cost: string): readonly StandIn[] => [text(cost)];

const bits: readonly StandIn[] = [
  {
    type: 'TEXT',
    cost: 'it holds zeros and ones as letters, and bit operators do not work on it',
    isBits: true,
  },
  { type: 'BYTEA', cost: 'bits become bytes', isOtherKind: true },
];
const shape = asText('it holds the same text, and geometric operators do not work on it');
const range = asText('it holds the same text, and neither bounds nor range operators work on it');

/** The number in `$1,234.50` or `-$5.00`, without the currency sign and the commas. */
function amount(text: string): string | undefined {
  const number = text.replace(/[\s,$\u20ac\u00a3\u00a5]/g, '').replace(/^\((.*)\)$/, '-$1');
  return /^-?\d+(\.\d+)?$/.test(number) ? number : undefined;
}

/** What to store instead of a type that no column can have, by catalog name, the best first. */
const standIns = lookup<readonly StandIn[]>({
  money: [
    {
      type: 'NUMERIC(19,4)',
      cost: 'amounts read and print without a currency sign',
      isCompared: true,
      value: amount,
    },
  ],
  inet: asText('addresses are no longer checked'),
  cidr: asText('networks are no longer checked'),
  macaddr: asText('addresses are no longer checked'),
  macaddr8: asText('addresses are no longer checked'),
  xml: asText('documents are no longer checked'),
  tsvector: [{ type: 'TEXT', cost: 'it cannot be searched for words', isOtherKind: true }],
  tsquery: [{ type: 'TEXT', cost: 'it no longer matches anything', isOtherKind: true }],
  pg_lsn: asText('positions compare as text'),
  bit: bits,
  varbit: bits,
  point: shape,
  line: shape,
  lseg: shape,
  box: shape,
  path: shape,
  polygon: shape,
  circle: shape,
  int4range: range,
  int8range: range,
  numrange: range,
  tsrange: range,
  tstzrange: range,
  daterange: range,
  int4multirange: range,
  int8multirange: range,
  nummultirange: range,
  tsmultirange: range,
  tstzmultirange: range,
  datemultirange: range,
});

/** Types of PostgreSQL that no column can have, by catalog name, with the types to store instead. */
export const unsupportedTypes: Readonly<Record<string, readonly StandIn[]>> = lookup(
  Object.fromEntries(builtIn.types.unsupported.map((name) => [name, standIns[name] ?? []])),
);

/** Types whose values two columns can hold: the endings of their names, and their type. */
export const pairTypes = lookup<PairType>({
  point: { endings: ['x', 'y'], type: 'DOUBLE PRECISION', isRange: false },
  int4range: { endings: ['from', 'to'], type: 'INTEGER', isRange: true },
  int8range: { endings: ['from', 'to'], type: 'BIGINT', isRange: true },
  numrange: { endings: ['from', 'to'], type: 'NUMERIC(38,6)', isRange: true },
  tsrange: { endings: ['from', 'to'], type: 'TIMESTAMP', isRange: true },
  tstzrange: { endings: ['from', 'to'], type: 'TIMESTAMPTZ', isRange: true },
  daterange: { endings: ['from', 'to'], type: 'DATE', isRange: true },
});

export interface PairType {
  readonly endings: readonly [first: string, second: string];
  readonly type: string;
  /** The first is not above the second, and an open end is NULL. */
  readonly isRange: boolean;
}

/** A vector's text, [1,2,3], is a JSON array. */
const vector: StandIn = { type: 'JSONB', cost: 'distances are computed elsewhere' };
const shapeOnEarth = text('it holds the same text, and no function of PostGIS works on it');

const isbn: StandIn = { ...text('numbers are no longer checked'), keepsOperators: true };

/** Types of well-known extensions, which no DSQL cluster has, by name. */
export const extensionTypes = lookup<ExtensionType>({
  citext: { extension: 'citext', standIn: { ...text('upper and lower case differ'), keepsOperators: true } },
  hstore: {
    extension: 'hstore',
    standIn: { type: 'JSONB', cost: 'hstore operators do not work on it', isOtherKind: true },
  },
  ltree: { extension: 'ltree', standIn: text('paths compare as text') },
  lquery: { extension: 'ltree', standIn: text('it no longer matches anything') },
  ltxtquery: { extension: 'ltree', standIn: text('it no longer matches anything') },
  vector: { extension: 'pgvector', standIn: vector },
  halfvec: { extension: 'pgvector', standIn: vector },
  sparsevec: { extension: 'pgvector', standIn: text('distances are computed elsewhere') },
  geometry: { extension: 'PostGIS', standIn: shapeOnEarth },
  geography: { extension: 'PostGIS', standIn: shapeOnEarth },
  raster: { extension: 'PostGIS', standIn: shapeOnEarth },
  box2d: { extension: 'PostGIS', standIn: shapeOnEarth },
  box3d: { extension: 'PostGIS', standIn: shapeOnEarth },
  cube: { extension: 'cube', standIn: text('it holds the same text, and no operator of cube works on it') },
  seg: { extension: 'seg', standIn: text('it holds the same text, and no operator of seg works on it') },
  isbn: { extension: 'isn', standIn: isbn },
  isbn13: { extension: 'isn', standIn: isbn },
  issn: { extension: 'isn', standIn: isbn },
  ean13: { extension: 'isn', standIn: isbn },
});

export interface ExtensionType {
  readonly extension: string;
  readonly standIn?: StandIn;
}

/** Types that can be stored but not be part of a key, by catalog name. */
export const typesWithoutKey: ReadonlySet<string> = new Set(builtIn.types.withoutKey);

/** Bytes of the types that always take the same, by catalog name. */
export const fixedBytes = lookup<number>({
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
});

/** Types that a column can have on every day, by catalog name. */
export const storedTypes: readonly string[] = [
  ...Object.keys(fixedBytes),
  ...builtIn.types.withoutKey.filter((name) => !name.startsWith('json')),
  'bpchar',
  'numeric',
  'text',
  'varchar',
];

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

/** The words that the grammar has for types, beside their names. */
export const typeWords: ReadonlySet<string> = new Set(
  'int integer bigint smallint boolean decimal dec float real double character national nchar time timestamp interval varying'.split(
    ' ',
  ),
);
