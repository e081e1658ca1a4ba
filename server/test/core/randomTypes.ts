/** A type of a column, and what scripts write of it. */
export interface ColumnType {
  readonly type: string;
  /** As SQL. */
  readonly values: readonly string[];
  /** A field of COPY in its text format. */
  readonly copied: string;
  /** Expressions that read a column `$`. */
  readonly reads: readonly string[];
}

/** PostgreSQL's own types, and those that each project makes: an enum, a domain, a composite type and a range. */
export const columnTypes: readonly ColumnType[] = [
  {
    type: 'int',
    values: ['7', "'8'"],
    copied: '7',
    reads: ['$ + 1', '$::text', 'abs($)', '$ % 3', '$ * 1.5'],
  },
  { type: 'smallint', values: ['7'], copied: '7', reads: ['$ + 1', '-$'] },
  { type: 'bigint', values: ['8'], copied: '8', reads: ['$ / 2', 'greatest($, 1)'] },
  {
    type: 'text',
    values: ["'words'", "'it''s'", "E'a\\nb'"],
    copied: "it's",
    reads: ['lower($)', "$ || 'x'", 'length($)', "coalesce($, 'none')", "$ ~ '^a'"],
  },
  { type: 'varchar(20)', values: ["'a'", "'b'::varchar"], copied: 'a b', reads: ['upper($)', 'left($, 2)'] },
  { type: 'char(3)', values: ["'abc'"], copied: 'abc', reads: ['trim($)', "$ = 'abc'"] },
  { type: 'numeric(10,2)', values: ['1.50', "'2'"], copied: '1.50', reads: ['round($, 1)', '$ * 2'] },
  {
    type: 'money',
    values: ["'$1,200.50'", '12.5::money', "'5'::money", '3'],
    copied: '$1,200.50',
    reads: ['$ * 2', '$::numeric', "$ > '$2.00'", "$ + '$1,000'", '$ / 2'],
  },
  { type: 'float8', values: ['1.5', "'NaN'"], copied: '1.5', reads: ['$ * 2', 'sqrt(abs($))'] },
  { type: 'bool', values: ['true', "'f'"], copied: 't', reads: ['NOT $', '$::int'] },
  {
    type: 'date',
    values: ["'2026-01-02'", 'current_date'],
    copied: '2026-01-02',
    reads: ['$ + 1', 'extract(year FROM $)'],
  },
  {
    type: 'timestamptz',
    values: ["'2026-01-02 03:04:05+00'", 'now()'],
    copied: '2026-01-02 03:04:05+00',
    reads: ["$ + interval '1 day'", "date_trunc('day', $)", '$::date'],
  },
  {
    type: 'timestamp',
    values: ["'2026-01-02 03:04:05'"],
    copied: '2026-01-02 03:04:05',
    reads: ['$::date', '$ - $'],
  },
  { type: 'interval', values: ["'2 days'"], copied: '2 days', reads: ['$ * 2', 'extract(day FROM $)'] },
  {
    type: 'uuid',
    values: ["'6f9619ff-8b86-4011-b42d-00c04fc964ff'", 'gen_random_uuid()'],
    copied: '6f9619ff-8b86-4011-b42d-00c04fc964ff',
    reads: ['$::text', '$ IS NULL'],
  },
  { type: 'bytea', values: ["'\\x0102'"], copied: '\\\\x0102', reads: ["encode($, 'hex')", 'length($)'] },
  { type: 'json', values: ['\'{"a": 1}\''], copied: '{"a": 1}', reads: ["$ ->> 'a'", '$::text'] },
  {
    type: 'jsonb',
    values: ['\'{"b": [2]}\''],
    copied: '{"b": [2]}',
    reads: ["$ -> 'b'", "$ @> '{}'", "$ ? 'b'"],
  },
  {
    type: 'text[]',
    values: ["'{a,b}'", "ARRAY['c', 'd']", "'{}'"],
    copied: '{a,"b c"}',
    reads: [
      '$[1]',
      "'a' = ANY ($)",
      'array_length($, 1)',
      "array_to_string($, ',')",
      '$::text',
      "$ || 'x'::text",
    ],
  },
  {
    type: 'int[]',
    values: ["'{1,2}'", 'ARRAY[3]'],
    copied: '{1,2}',
    reads: ['$[1]', 'cardinality($)', '$ @> ARRAY[1]'],
  },
  {
    type: 'inet',
    values: ["'10.0.0.1'", "'::1'::inet"],
    copied: '10.0.0.1',
    reads: ['host($)', "$ << '10.0.0.0/8'", '$::text', "$ = '10.0.0.1'"],
  },
  { type: 'cidr', values: ["'10.0.0.0/8'"], copied: '10.0.0.0/8', reads: ['masklen($)', '$::text'] },
  {
    type: 'macaddr',
    values: ["'08:00:2b:01:02:03'"],
    copied: '08:00:2b:01:02:03',
    reads: ['trunc($)', '$::text'],
  },
  {
    type: 'point',
    values: ["'(1,2)'", 'point(1, 2)'],
    copied: '(1,2)',
    reads: ['$[0]', '$ <-> point(0, 0)', '$::text'],
  },
  {
    type: 'int4range',
    values: ["'[1,5)'", 'int4range(1, 3)'],
    copied: '[1,5)',
    reads: ['lower($)', '$ @> 3', '$::text'],
  },
  {
    type: 'bit(3)',
    values: ["B'101'", "'110'"],
    copied: '101',
    reads: ["$ & B'100'", '$::text', "$ = B'101'"],
  },
  { type: 'xml', values: ["'<a/>'"], copied: '<a/>', reads: ['$::text', '$ IS DOCUMENT'] },
  {
    type: 'tsvector',
    values: ["'a b'", "to_tsvector('simple', 'a')"],
    copied: "'a' 'b'",
    reads: ["$ @@ 'a'::tsquery", '$::text'],
  },
  {
    type: 'mood',
    values: ["'ok'", "'sad'::mood"],
    copied: 'sad',
    reads: ["$ = 'ok'", '$::text', "$ > 'sad'", "$ IN ('ok', 'sad')"],
  },
  { type: 'mood[]', values: ["'{ok,sad}'"], copied: '{ok}', reads: ['$[1]', '$::text'] },
  {
    type: 'app."Kind"',
    values: ["'a'", '\'b c\'::app."Kind"'],
    copied: 'b c',
    reads: ["$ = 'a'", '$::text'],
  },
  { type: 'posint', values: ['3'], copied: '3', reads: ['$ + 1', '$ > 2'] },
  {
    type: 'pair',
    values: ["'(1,x)'", "ROW(2, 'y')", '(3, NULL)::pair'],
    copied: '(1,x)',
    reads: ['($).a', '$::text', '$ IS NULL'],
  },
  { type: 'span', values: ["'[1,2]'"], copied: '[1,2]', reads: ['upper($)', '$::text'] },
];

/** What each project makes first. */
export const declarations: readonly string[] = [
  'CREATE SCHEMA app;',
  "CREATE TYPE mood AS ENUM ('sad', 'ok');",
  `CREATE TYPE app."Kind" AS ENUM ('a', 'b c');`,
  'CREATE TYPE pair AS (a int, b text);',
  'CREATE TYPE span AS RANGE (subtype = float8);',
  'CREATE DOMAIN posint AS int CHECK (VALUE > 0);',
];
