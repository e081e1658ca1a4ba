import { type AsOf, isRefused } from '../../dialect/asOf.js';
import type { FeatureId } from '../../dialect/data.js';

/** The built-in functions that people call, as far as Aurora DSQL has them. Others are offered once they are typed. */
export const commonFunctions: ReadonlySet<string> = new Set(
  `abs age any_value array_agg array_length array_position array_remove array_to_string ascii avg bit_and bit_length bit_or bool_and
  bool_or btrim cardinality cbrt ceil ceiling char_length chr clock_timestamp concat concat_ws convert_from convert_to corr count
  cume_dist current_database current_schema current_setting date_bin date_part date_trunc decode degrees dense_rank div encode every
  exp extract factorial first_value floor format gcd gen_random_uuid generate_series initcap isfinite json_agg json_array_elements
  json_array_elements_text json_array_length json_build_array json_build_object json_each json_each_text json_object_agg
  json_object_keys json_typeof jsonb_agg jsonb_array_elements jsonb_array_elements_text jsonb_array_length jsonb_build_array
  jsonb_build_object jsonb_each jsonb_each_text jsonb_insert jsonb_object_agg jsonb_object_keys jsonb_path_exists jsonb_path_query
  jsonb_path_query_array jsonb_path_query_first jsonb_populate_record jsonb_pretty jsonb_set jsonb_strip_nulls jsonb_to_record
  jsonb_to_recordset jsonb_typeof justify_days justify_hours justify_interval lag last_value lcm lead left length ln log lower lpad
  ltrim make_date make_interval make_time make_timestamp make_timestamptz max md5 min mod nextval now nth_value ntile num_nonnulls
  num_nulls octet_length overlay percent_rank percentile_cont percentile_disc pi position power quote_ident quote_literal radians
  random rank regexp_count regexp_like regexp_match regexp_matches regexp_replace regexp_split_to_array regexp_split_to_table
  regexp_substr repeat replace reverse right round row_number row_to_json rpad rtrim set_config sha256 sign split_part sqrt
  starts_with statement_timestamp stddev stddev_pop stddev_samp string_agg string_to_array strpos substr substring sum to_char to_date
  to_hex to_json to_jsonb to_number to_timestamp translate trim trim_scale trunc unnest upper var_pop var_samp variance width_bucket
  currval setval pg_typeof pg_sleep transaction_timestamp`.split(/\s+/),
);

/** What the grammar reads as a call and no catalog lists. */
export const grammarFunctions: readonly string[] = [
  'coalesce',
  'nullif',
  'greatest',
  'least',
  'cast',
  'trim',
  'extract',
];

/** Functions without parentheses. */
export const bareFunctions: readonly string[] = [
  'current_date',
  'current_timestamp',
  'current_time',
  'current_user',
  'localtimestamp',
  'session_user',
];

/** Types that a column can have, the most common first. */
export const storableTypes = (asOf: AsOf): readonly string[] =>
  storable.filter(([, since]) => since === undefined || !isRefused(since, asOf)).map(([name]) => name);

const storable: readonly (readonly [string, FeatureId?])[] = [
  ['uuid'],
  ['text'],
  ['bigint'],
  ['integer'],
  ['boolean'],
  ['timestamptz'],
  ['numeric'],
  ['jsonb', 'jsonb-columns'],
  ['date'],
  ['varchar'],
  ['timestamp'],
  ['smallint'],
  ['double precision'],
  ['real'],
  ['time'],
  ['char'],
  ['bytea'],
  ['interval'],
  ['json', 'json-columns'],
];

/** Types that a value may have while a query runs, besides. */
export const queryTypes: readonly string[] = [
  'inet',
  'regclass',
  'oid',
  'text[]',
  'bigint[]',
  'integer[]',
  'uuid[]',
];

/** The values of session parameters. */
export function parameterValues(name: string): readonly string[] {
  if (name.startsWith('enable_') || name.startsWith('dsql.') || name.startsWith('disable_'))
    return ['on', 'off'];
  return values[name] ?? [];
}

const values: Readonly<Record<string, readonly string[] | undefined>> = {
  client_encoding: ["'UTF8'"],
  datestyle: ["'ISO, MDY'", "'ISO, DMY'", "'ISO, YMD'"],
  intervalstyle: ['postgres', 'iso_8601', 'sql_standard', 'postgres_verbose'],
  timezone: ["'UTC'", "'Europe/Vienna'", "'America/New_York'", "'Asia/Tokyo'"],
  extra_float_digits: ['0', '1', '3'],
};

export interface Snippet {
  readonly label: string;
  readonly detail: string;
  /** With the tab stops of the language server protocol. */
  readonly body: string;
}

/** How things are done in Aurora DSQL. */
export const snippets: readonly Snippet[] = withStops([
  {
    label: 'CREATE TABLE with a UUID key',
    detail: 'A table whose writes spread over the cluster',
    body: 'CREATE TABLE «1:orders» (\n  «2:id» uuid PRIMARY KEY DEFAULT gen_random_uuid(),\n  «3:created_at» timestamptz NOT NULL DEFAULT now()\n);',
  },
  {
    label: 'CREATE INDEX ASYNC and wait for its job',
    detail: 'An index is built by a job; CALL waits until it is done',
    body: "CREATE INDEX ASYNC «1:orders_customer» ON «2:orders» («3:customer_id»);\nCALL sys.wait_for_job('«4:job_id»');",
  },
  {
    label: 'DELETE in batches',
    detail: 'A transaction changes 3,000 rows at most: run it until it deletes none',
    body: "DELETE FROM «1:orders»\nWHERE «2:id» IN (\n  SELECT «2:id» FROM «1:orders» WHERE «3:created_at < now() - interval '90 days'» LIMIT 1000\n);",
  },
  {
    label: 'ALTER TABLE ADD CONSTRAINT NOT VALID and VALIDATE',
    detail: 'A check that also covers existing rows',
    body: 'ALTER TABLE «1:orders» ADD CONSTRAINT «2:orders_total» CHECK («3:total > 0») NOT VALID;\nALTER TABLE ASYNC «1:orders» VALIDATE CONSTRAINT «2:orders_total»;',
  },
  {
    label: 'CREATE ROLE for an application with IAM',
    detail: 'A role, whom AWS lets in as it, and what it may do',
    body: "CREATE ROLE «1:app» WITH LOGIN;\nAWS IAM GRANT «1:app» TO '«2:arn:aws:iam::111122223333:role/app»';\nGRANT USAGE ON SCHEMA «3:shop» TO «1:app»;\nGRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA «3:shop» TO «1:app»;",
  },
  {
    label: 'BEGIN … COMMIT that can be run again',
    detail: 'A conflict fails with SQLSTATE 40001 at COMMIT: run all of it again',
    body: 'BEGIN;\n«0:-- reads and writes; on SQLSTATE 40001 run again from BEGIN»\nCOMMIT;',
  },
]);

/** `«1:name»` becomes a tab stop as the protocol writes it. */
function withStops(written: readonly Snippet[]): readonly Snippet[] {
  const stop = (_: string, number: string, name: string) => `$\{${number}:${name}}`;
  return written.map((one) => ({ ...one, body: one.body.replace(/«(\d):([^»]*)»/g, stop) }));
}
