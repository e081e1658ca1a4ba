import { builtins } from '../../src/core/catalog/builtins.js';
import type { Catalog, Column, Parameter, Routine, Type, TypeRef } from '../../src/core/catalog/model.js';

/** The types of the columns that the expressions are about; a column is named after its type, `c_int4`, `a_int4` its array. */
const elements =
  `bit bool bpchar bytea char cidr date float4 float8 inet int2 int4 int4range int8 interval json jsonb
  jsonpath money name numeric oid point regclass text time timestamp timestamptz timetz tsquery tstzrange tsvector uuid
  varbit varchar xml int4multirange circle box path xid8 pg_lsn macaddr refcursor`.split(/\s+/);
const arrays = 'int4 text timestamptz date numeric bool varchar'.split(' ');
/** Those of which every pair is tried. */
const common =
  `bool bpchar date float8 int2 int4 int8 interval json jsonb name numeric oid text time timestamp timestamptz
  timetz uuid varchar bytea`.split(/\s+/);

const nameOf = (type: string): string => (type.endsWith('[]') ? `a_${type.slice(0, -2)}` : `c_${type}`);
const quoted = (type: string): string =>
  type === 'char' || type === 'char[]' ? type.replace('char', '"char"') : type;
const types = [...elements, ...arrays.map((type) => `${type}[]`)];

/** A partitioned table has no files, so that an index on it costs next to nothing. */
export const createTable = `CREATE TABLE probe (${[
  ...types.map((type) => `${nameOf(type)} ${quoted(type)}`),
  'c_mood mood',
  'c_code code',
  'c_pair pair',
].join(', ')}) PARTITION BY LIST (c_int4)`;

export const createTypes = [
  `CREATE TYPE mood AS ENUM ('sad', 'happy')`,
  `CREATE DOMAIN code AS varchar(10) CHECK (VALUE <> '')`,
  `CREATE TYPE pair AS (a int4, b timestamptz)`,
];

const typeRef = (type: string, schema = 'pg_catalog'): TypeRef => ({
  schema,
  name: type.replace('[]', ''),
  modifiers: [],
  dimensions: type.endsWith('[]') ? 1 : 0,
});

const column = (name: string, type: TypeRef): Column => ({
  name,
  type,
  origin: undefined,
  comment: undefined,
  isNotNull: false,
  default: undefined,
  generated: undefined,
  identity: undefined,
  isInherited: false,
});

export const columns: readonly Column[] = [
  ...types.map((type) => column(nameOf(type), typeRef(type))),
  column('c_mood', typeRef('mood', 'public')),
  column('c_code', typeRef('code', 'public')),
  column('c_pair', typeRef('pair', 'public')),
];

const made = { schema: 'public', origin: undefined, comment: undefined } as const;
const own: readonly Type[] = [
  { ...made, kind: 'enum', name: 'mood', labels: ['sad', 'happy'] },
  {
    ...made,
    kind: 'domain',
    name: 'code',
    base: typeRef('varchar'),
    isNotNull: false,
    default: undefined,
    checks: [],
  },
  {
    ...made,
    kind: 'composite',
    name: 'pair',
    columns: [column('a', typeRef('int4')), column('b', typeRef('timestamptz'))],
  },
];

/** What the expressions name beside the builtins. */
export const ownTypes: Catalog = {
  isComplete: true,
  roles: new Map(),
  casts: [],
  schemas: new Map([
    [
      'public',
      {
        origin: undefined,
        comment: undefined,
        name: 'public',
        relations: new Map(),
        sequences: new Map(),
        indexes: new Map(),
        types: new Map(own.map((type) => [type.name, type])),
        routines: new Map(),
        operators: new Map(),
      },
    ],
  ]),
};

const standIns: Readonly<Record<string, readonly string[]>> = {
  any: ['c_int4', 'c_timestamptz', 'c_text'],
  anyelement: ['c_int4', 'c_timestamptz', 'c_mood', 'c_text'],
  anynonarray: ['c_int4', 'c_timestamptz', 'c_text', 'c_numeric'],
  anycompatible: ['c_int4', 'c_timestamptz', 'c_date'],
  anycompatiblenonarray: ['c_int4'],
  anyarray: ['a_int4', 'a_timestamptz', 'a_text'],
  anycompatiblearray: ['a_int4', 'a_timestamptz', 'a_text'],
  anyenum: ['c_mood'],
  anyrange: ['c_int4range', 'c_tstzrange'],
  anycompatiblerange: ['c_int4range'],
  anymultirange: ['c_int4multirange'],
  anycompatiblemultirange: ['c_int4multirange'],
  record: ['c_pair'],
};

/** Columns for a type that is taken; none where the table has no column of it. */
function givenTo({ name, dimensions }: TypeRef): readonly string[] {
  const type = dimensions > 0 ? `${name}[]` : name;
  return standIns[type] ?? (types.includes(type) ? [nameOf(type)] : []);
}

const isInput = ({ mode }: Parameter): boolean => mode === 'in' || mode === 'inout' || mode === 'variadic';

/** Calls with columns, and with a bare string in the place of each argument. */
function* callsOf(routine: Routine): Generator<string> {
  const given = routine.parameters.filter(isInput).map(({ type }) => givenTo(type));
  if (given.some((columns) => columns.length === 0)) return;
  const variants = Math.max(1, ...given.map((columns) => columns.length));
  const call = (args: readonly (string | undefined)[]): string => `"${routine.name}"(${args.join(', ')})`;
  for (let variant = 0; variant < variants; variant++) {
    const args = given.map((columns) => columns[Math.min(variant, columns.length - 1)]);
    yield call(args);
    if (variant > 0) continue;
    for (const at of args.keys()) yield call(args.map((arg, other) => (at === other ? "'1'" : arg)));
    if (args.length > 1) yield call(args.map((arg, at) => (at === 0 ? 'NULL' : arg)));
  }
}

function* calls(): Generator<string> {
  const pgCatalog = builtins().schemas.get('pg_catalog');
  for (const routines of pgCatalog?.routines.values() ?? [])
    for (const routine of routines) if (routine.kind === 'function') yield* callsOf(routine);
}

function* operations(): Generator<string> {
  const pgCatalog = builtins().schemas.get('pg_catalog');
  for (const operators of pgCatalog?.operators.values() ?? []) {
    for (const { name, left, right } of operators) {
      const rights = givenTo(right);
      const lefts = left ? givenTo(left) : [''];
      for (const one of lefts) for (const other of rights) yield `${one} ${name} ${other}`;
      if (left && lefts[0] && rights[0]) yield* [`${lefts[0]} ${name} '1'`, `'1' ${name} ${rights[0]}`];
    }
  }
}

function* pairs(): Generator<string> {
  for (const left of common) {
    for (const right of common) {
      for (const operator of ['+', '-', '*', '||', '=', '<', '~~'])
        yield `${nameOf(left)} ${operator} ${nameOf(right)}`;
      yield `COALESCE(${nameOf(left)}, ${nameOf(right)})`;
      yield `date_part(${nameOf(left)}, ${nameOf(right)})`;
      yield `concat(${nameOf(left)}, ${nameOf(right)})`;
      yield `${nameOf(left)} IN (${nameOf(right)}, NULL, '1')`;
      yield `NULLIF(${nameOf(left)}, ${nameOf(right)})`;
    }
  }
}

function* casts(): Generator<string> {
  const all = [...types, 'mood', 'code', 'pair', 'mood[]', 'code[]'];
  const sources = [...columns.map(({ name }) => name), "'1'", 'NULL', '1', '1.5', 'true'];
  for (const source of sources) for (const target of all) yield `${source}::${quoted(target)}`;
}

/** One function of each column: which overload, and which conversion, the server takes. */
function* unary(): Generator<string> {
  const functions =
    `abs age array_to_string ascii btrim ceil char_length date date_trunc extract float8 format initcap int4
    isfinite json_typeof jsonb_typeof length lower ltrim md5 now numeric octet_length quote_ident quote_literal quote_nullable
    reverse round sign sqrt text timestamptz timestamp to_char to_json to_jsonb trim upper varchar hashtext`.split(
      /\s+/,
    );
  for (const name of functions) {
    for (const { name: given } of columns) {
      if (name === 'extract') yield `extract(year FROM ${given})`;
      else yield* [`${name}(${given})`, `${name}('day', ${given})`, `${name}(${given}, 'YYYY')`];
    }
  }
  for (const { name } of columns) {
    yield `${name} AT TIME ZONE 'UTC'`;
    yield `${name} AT TIME ZONE c_text`;
    yield `(${name} AT TIME ZONE 'UTC')::date`;
    yield `'x' || ${name}`;
    yield `${name} || 'x'`;
    yield `ARRAY[${name}]`;
    yield `ARRAY[${name}]::text[]`;
    yield `GREATEST(${name}, '1')`;
    yield `${name} IS NOT NULL`;
    yield `CASE WHEN c_bool THEN ${name} ELSE NULL END`;
    yield `(${name})::text COLLATE "C"`;
    yield `ROW(${name}, 1)`;
    yield `${name} BETWEEN '1' AND '2'`;
    yield `${name} IS DISTINCT FROM '1'`;
    yield `${name} = ANY ('{}')`;
    yield `to_json(${name}) ->> 'a'`;
    yield `JSON_OBJECT('a': ${name})`;
    yield `JSON_ARRAY(${name})`;
  }
}

/** What is worth a line of its own. */
const singles = `
CURRENT_DATE
CURRENT_TIMESTAMP
CURRENT_TIME
LOCALTIME
LOCALTIMESTAMP
CURRENT_USER
SESSION_USER
now()
clock_timestamp()
random()
gen_random_uuid()
c_timestamptz > '2020-01-01'
c_timestamptz > 'now'
c_timestamptz > '2020-01-01'::date
c_date > '2020-01-01'::timestamptz
c_timestamp > '2020-01-01'::timestamp
c_timestamptz > timestamptz '2020-01-01 00:00+00'
c_timestamptz + interval '1 day'
c_timestamptz - c_timestamptz
c_timestamp + '1 day'
c_date + 1
c_date + interval '1 day'
CASE WHEN true THEN 1 ELSE extract(epoch FROM now()) END
CASE WHEN false THEN now() ELSE c_timestamptz END
CASE c_int4 WHEN 1 THEN c_timestamptz ELSE c_date END
CASE c_int4 WHEN 1 THEN c_date ELSE c_timestamp END
COALESCE('a', now()::text)
COALESCE(NULL, now()::text)
COALESCE(c_text, now()::text)
COALESCE(lower('a'), now()::text)
false AND now() > c_timestamptz
true OR now() > c_timestamptz
true AND now() > c_timestamptz
1 = 1 OR now() > c_timestamptz
1 = 2 AND now() > c_timestamptz
NULL AND now() > c_timestamptz
NOT (now() > c_timestamptz)
now() IS NULL
date_trunc(NULL, now())
date_trunc('day', NULL)
date_trunc('day', c_timestamptz, 'UTC')
date_trunc('day', c_timestamptz AT TIME ZONE 'UTC')
to_timestamp(1)
to_timestamp(c_text, 'YYYY')
to_date(c_text, 'YYYY')
to_number(c_text, '9')
to_char(c_int4, '9')
make_timestamptz(2020, 1, 1, 0, 0, 0)
make_timestamp(2020, 1, 1, 0, 0, 0)
make_date(2020, 1, 1)
make_interval(days => 1)
make_interval(days => c_int4, hours => 2)
jsonb_set(c_jsonb, '{a}', '1')
jsonb_set(c_jsonb, '{a}', '1', create_if_missing => false)
(c_jsonb ->> 'at')::timestamptz
(c_jsonb ->> 'at')::timestamp
(c_jsonb ->> 'at')::date
(c_jsonb ->> 'n')::int
(c_jsonb -> 'a')::int
c_jsonb['a']
c_jsonb -> 'a' -> 0
c_jsonb #>> '{a,b}'
jsonb_path_query_first(c_jsonb, '$.a')
jsonb_path_exists_tz(c_jsonb, '$.a')
a_int4[1]
a_text[1:2]
a_timestamptz[1]::text
c_point[0]
(c_pair).a
(c_pair).b::text
array_to_string(a_int4, ',')
array_to_string(a_text, ',', '*')
array_length(a_int4, 1)
concat_ws('-', c_text, c_int4)
format('%s', c_text)
lower(c_text) || '-' || upper(c_varchar)
c_text || c_int4
c_int4 || c_text
c_text || c_timestamptz
c_text || c_date
c_text || a_int4
c_text || c_mood
c_mood::text
'sad'::mood
c_text::mood
c_code::text
c_text::code
lower(c_code)
to_tsvector('simple', c_text)
to_tsvector('english'::regconfig, c_text)
to_tsvector(c_text)
to_tsvector('simple'::text::regconfig, c_text)
c_regclass::text
c_text::regclass
'probe'::regclass
c_oid::regclass
c_int4::regclass
c_money::numeric
c_numeric::money
c_xml::text
c_text::xml
age(c_timestamp)
age(c_timestamptz)
age(c_timestamptz, c_timestamptz)
age(c_timestamp, c_timestamp)
isfinite(c_timestamptz)
extract(epoch FROM c_timestamptz)
extract(year FROM c_timestamp)
extract(year FROM c_date)
date_part('year', c_timestamptz)
date_part('year', c_date)
(c_timestamptz)::time
(c_timestamptz AT TIME ZONE 'UTC')::time
timezone('UTC', c_timestamptz)
c_time::text
c_timetz::text
c_interval::text
c_float8::text
c_bytea::text
encode(c_bytea, 'hex')
c_text LIKE 'a%'
c_text LIKE 'a%' ESCAPE '!'
c_text ILIKE c_varchar
c_text SIMILAR TO 'a'
c_text ~ 'a'
c_varchar = c_text
substring(c_text FROM 2)
substring(c_text FROM 2 FOR 3)
substring(c_text FROM 'a' FOR '#')
position('a' IN c_text)
overlay(c_text PLACING 'x' FROM 1)
trim(both 'x' FROM c_text)
normalize(c_text)
c_text IS NORMALIZED
c_int4 IN (1, 2, 3)
c_int4 NOT IN (1, 2.5)
c_timestamptz IN ('2020-01-01', '2021-01-01')
c_timestamptz IN ('2020-01-01'::date, '2021-01-01'::date)
c_date IN ('2020-01-01'::timestamptz, '2021-01-01')
c_int4 = ANY (ARRAY[1, 2])
c_timestamptz = ANY (ARRAY['2020-01-01'::date])
c_text = ALL (a_text)
(c_int4, c_text) = (1, 'a')
(c_date, c_int4) < (c_timestamptz, 1)
(c_timestamptz, c_timestamptz) OVERLAPS (c_timestamptz, c_timestamptz)
(c_timestamptz, c_interval) OVERLAPS (c_timestamptz, c_interval)
(c_timestamp, c_interval) OVERLAPS (c_timestamp, c_interval)
NULLIF(c_int2, 1)
NULLIF(c_varchar, 'a')
GREATEST(c_int4, c_int8)
GREATEST(c_date, c_timestamptz)
GREATEST(c_date, '2020-01-01')
COALESCE(c_int4, c_numeric)
COALESCE(c_varchar, 'a')
count(*)
sum(c_int4)
row_number() OVER ()
generate_series(1, 2)
missing
missing()
probe.c_int4
c_int4 + c_text
c_uuid::text
md5(c_text)
int4('1')
text(c_int4)
date(c_timestamptz)
date(c_timestamp)
timestamptz(c_date)
float8(c_int4)
9223372036854775807
9223372036854775808
1.5
X'1F'
B'01'
+c_int4
-c_numeric
@ c_int4
|/ 4
~ c_int4
pg_typeof(c_int4)
current_setting('a.b')
set_config('a.b', 'c', true)
nextval('x')
pg_sleep(1)
xmlelement(name a, c_text)
xmlserialize(content c_xml AS text)
c_xml IS DOCUMENT
c_text IS JSON
JSON_OBJECT('a': 1, 'b': c_timestamptz)
ARRAY[1, 2.5, NULL]
ARRAY[[1, 2], [3, 4]]
ARRAY[c_date, c_timestamptz]
ARRAY[c_date]::timestamptz[]
ARRAY[]::int[]
ARRAY[]
a_date::timestamptz[]
a_int4::numeric[]
a_int4::text[]
a_int4::text
a_text::int[]
row_to_json(probe)
to_jsonb(c_int4)
c_tstzrange @> c_timestamptz
lower(c_tstzrange)
lower(c_int4range)
tstzrange(c_timestamptz, c_timestamptz)
int4range(1, c_int4)
c_char = 'a'
c_name || 'x'
c_bit || c_varbit
c_inet << c_cidr
host(c_inet)
c_inet::text
`
  .trim()
  .split('\n');

/** Expressions over the table: each function, operator and conversion with each type that says something. */
export const expressions = (): readonly string[] => [
  ...new Set([...singles, ...calls(), ...operations(), ...pairs(), ...casts(), ...unary()]),
];
