import { type AsOf, dataOf, dayOf, isRefused, isReleased } from './asOf.js';
import type { DialectData, FeatureId, ServerError } from './data.js';
import type { DialectOverlay, EntryKind, OverlayEntry, Verdict } from './overlay.js';
import { refusedParameters } from './parameters.js';
import { beforeChange, serverErrors } from './serverErrors.js';
import { storedTypes } from './types.js';
import { isSaidBy } from './words.js';

/** A statement that asks a cluster for one fact. It stays in a scratch schema, and its transaction is rolled back. */
export interface Probe {
  readonly kind: Exclude<EntryKind, 'rule' | 'text'>;
  readonly name: string;
  readonly sql: string;
  /** What the data says of it; undefined where nobody knows. */
  readonly expected: Verdict | undefined;
  /** It begins a job, which no rollback ends. */
  readonly isJob?: true;
  /** SQLSTATEs that a cluster answers once it has accepted the form of the statement. */
  readonly acceptedBy?: readonly string[];
  /** The only SQLSTATEs of a refusal, where others would say something else. */
  readonly refusedBy?: readonly string[];
  /** The server's words for the refusal, where the data has them. */
  readonly text?: ServerError;
}

/** What a cluster answers to a statement. */
export type ProbeAnswer =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'refused'; readonly sqlstate: string; readonly text: string };

/** The scratch schema: what makes it, and what takes it away, each statement a transaction of its own. */
export const scratch = (schema: string) => ({
  setUp: [
    `CREATE SCHEMA ${schema}`,
    `CREATE TABLE ${schema}.t (id int PRIMARY KEY, a int NOT NULL DEFAULT 1, b bigint NOT NULL DEFAULT 1, c text, g int GENERATED ALWAYS AS (a + 1) STORED, CONSTRAINT positive CHECK (a > 0))`,
  ],
  takeDown: [`DROP TABLE IF EXISTS ${schema}.t`, `DROP SCHEMA IF EXISTS ${schema}`],
});

/** All that can be tried without harm, for the facts of a day. */
export function probesOf(
  asOf: AsOf,
  schema: string,
  kinds: ReadonlySet<EntryKind> = allKinds,
): readonly Probe[] {
  const data = dataOf(asOf);
  return [
    ...features(asOf, schema),
    ...types(data, schema),
    ...parameters(data),
    ...functions(data),
    ...limits(data, schema),
  ].filter(({ kind }) => kinds.has(kind));
}

const allKinds: ReadonlySet<EntryKind> = new Set([
  'feature',
  'type',
  'key',
  'parameter',
  'function',
  'limit',
]);

/** What no probe tries, and why: for people. */
export const notProbed: readonly (readonly [what: string, why: string])[] = [
  ['maxIndexes', 'each index is built by a job'],
  ['maxSchemas', 'the schemas of the cluster count'],
  ['maxStatisticsTarget', 'it needs an object that a rolled-back transaction cannot alter'],
  ['promisedColumns, maxKeyBytes, maxViewBytes', 'the user guide promises them, and a cluster takes more'],
  ['maxNameBytes', 'the server shortens a name and refuses nothing'],
  ['unlisted functions and catalogs', 'nobody has seen a cluster refuse them, and some of them act'],
  ['ALTER USER … RENAME', 'it needs a role that is not yours'],
  [
    'RESET, the SET clause of a function and the dictionaries in pg_ts_dict',
    'no answer of a cluster is recorded to compare with',
  ],
  ['the transaction rules, conflicts and times', 'they hold for transactions, not for statements'],
];

/** The statements of each dated change. */
const featureSql: Readonly<
  Record<FeatureId, readonly Pick<Probe, 'sql' | 'isJob' | 'acceptedBy' | 'text'>[]>
> = {
  'numeric-keys': [{ sql: 'CREATE TABLE {s}.x (n numeric(5, 2) PRIMARY KEY)' }],
  sequences: [
    { sql: 'CREATE SEQUENCE {s}.x CACHE 1' },
    { sql: 'CREATE TABLE {s}.x (id bigint GENERATED ALWAYS AS IDENTITY (CACHE 65536) PRIMARY KEY)' },
  ],
  'unique-using-index': [
    { sql: 'ALTER TABLE {s}.t ADD CONSTRAINT k UNIQUE USING INDEX none', acceptedBy: ['42704'] },
  ],
  'default-privileges': [
    { sql: 'ALTER DEFAULT PRIVILEGES IN SCHEMA {s} GRANT SELECT ON TABLES TO CURRENT_USER' },
  ],
  'json-columns': [{ sql: 'CREATE TABLE {s}.x (id int PRIMARY KEY, j json)' }],
  'jsonb-columns': [{ sql: 'CREATE TABLE {s}.x (id int PRIMARY KEY, j jsonb)', text: beforeChange.jsonb }],
  'alter-column': [
    { sql: 'ALTER TABLE {s}.t ALTER COLUMN c SET DEFAULT 1' },
    { sql: 'ALTER TABLE {s}.t ALTER COLUMN a DROP DEFAULT' },
    { sql: 'ALTER TABLE {s}.t ALTER COLUMN a DROP NOT NULL' },
    { sql: 'ALTER TABLE {s}.t ALTER COLUMN g DROP EXPRESSION' },
    { sql: 'ALTER TABLE {s}.t DROP CONSTRAINT positive', text: serverErrors.dropConstraint },
  ],
  'drop-column': [
    { sql: 'ALTER TABLE {s}.t DROP COLUMN c', text: beforeChange.dropColumn },
    {
      sql: 'ALTER TABLE {s}.t ADD CONSTRAINT n CHECK (a > 1) NOT VALID',
      text: serverErrors.addConstraint,
    },
  ],
  'expression-indexes': [{ sql: 'CREATE INDEX ASYNC ON {s}.t (lower(c))', isJob: true }],
  'for-update': [
    {
      sql: 'SELECT a.id FROM {s}.t a JOIN {s}.t b ON a.id = b.a FOR UPDATE',
      text: beforeChange.lockOnSeveralTables,
    },
  ],
  'numeric-1000': [{ sql: 'CREATE TABLE {s}.x (id int PRIMARY KEY, n numeric(500, 2))' }],
  'for-key-share': [{ sql: 'SELECT id FROM {s}.t WHERE id = 1 FOR KEY SHARE' }],
  'foreign-keys': [
    { sql: 'CREATE TABLE {s}.x (id int PRIMARY KEY, a int REFERENCES {s}.t (id))' },
    { sql: 'ALTER TABLE {s}.t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES {s}.t (id) NOT VALID' },
    { sql: 'SET CONSTRAINTS ALL DEFERRED' },
  ],
  statistics: [{ sql: 'CREATE STATISTICS {s}.x (dependencies) ON a, b FROM {s}.t' }],
  'batched-nestloop': [{ sql: 'SET dsql.enable_batched_nestloop = on' }],
  'partial-indexes': [
    { sql: 'CREATE INDEX ASYNC ON {s}.t (a) WHERE a > 0', isJob: true, text: beforeChange.partialIndex },
  ],
  plpgsql: [
    {
      sql: 'CREATE FUNCTION {s}.f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$',
      text: serverErrors.functionLanguage,
    },
    {
      sql: 'CREATE PROCEDURE {s}.p() LANGUAGE plpgsql AS $$ BEGIN NULL; END $$',
      text: beforeChange.procedure,
    },
    { sql: 'CALL {s}.none()', acceptedBy: ['42883'] },
    { sql: 'DO $$ BEGIN NULL; END $$' },
  ],
};

const features = (asOf: AsOf, schema: string): readonly Probe[] =>
  (Object.keys(featureSql) as FeatureId[]).flatMap((name) =>
    featureSql[name].map(({ sql, ...rest }) => ({
      ...({ kind: 'feature', name, sql: sql.replaceAll('{s}', schema), ...rest } as const),
      expected: isReleased(name, asOf) ? 'accepted' : isRefused(name, asOf) ? 'refused' : undefined,
    })),
  );

const types = (
  { types: { unsupported, withoutKey }, texts }: DialectData,
  schema: string,
): readonly Probe[] => [
  ...unsupported.map(
    (name): Probe => ({
      kind: 'type',
      name,
      sql: `CREATE TABLE ${schema}.x (id int PRIMARY KEY, v ${name})`,
      expected: 'refused',
      text: texts.unsupportedType,
    }),
  ),
  ...storedTypes.map(
    (name): Probe => ({
      kind: 'type',
      name,
      sql: `CREATE TABLE ${schema}.x (id int PRIMARY KEY, v ${name})`,
      expected: 'accepted',
    }),
  ),
  // Of json and jsonb their own dated change decides first.
  ...withoutKey
    .filter((name) => !name.startsWith('json'))
    .map(
      (name): Probe => ({
        kind: 'key',
        name,
        sql: `CREATE TABLE ${schema}.x (v ${name} PRIMARY KEY)`,
        expected: 'refused',
        text: texts.unsupportedKey,
      }),
    ),
];

const parameters = ({ parameters: all, texts }: DialectData): readonly Probe[] => [
  ...Object.entries(all)
    .filter(([, { since }]) => since === undefined)
    .map(
      ([name]): Probe => ({ kind: 'parameter', name, sql: `SET ${name} TO DEFAULT`, expected: 'accepted' }),
    ),
  ...refusedParameters
    .filter((name) => !Object.hasOwn(all, name))
    .map(
      (name): Probe => ({
        kind: 'parameter',
        name,
        sql: `SET ${name} TO DEFAULT`,
        expected: 'refused',
        text: texts.unsupportedParameter,
      }),
    ),
];

/** Behind `false` a call is looked up and not made. */
const functions = ({ functions: { extension, newer } }: DialectData): readonly Probe[] =>
  [...Object.values(extension), ...Object.values(newer)].flat().map((written): Probe => {
    const [name = '', fewest = '0'] = written.split(/[/-]/);
    const values = Array.from({ length: Number(fewest) }, () => 'NULL').join(', ');
    return {
      kind: 'function',
      name,
      sql: `SELECT 1 WHERE false AND ${name}(${values}) IS NULL`,
      expected: 'refused',
      refusedBy: ['42883'],
    };
  });

function limits({ limits: all }: DialectData, schema: string): readonly Probe[] {
  const table = (columns: string) => `CREATE TABLE ${schema}.x (${columns})`;
  const columns = (count: number) => Array.from({ length: count }, (_, at) => `c${at}`);
  const forms: Readonly<Record<string, readonly [most: number, sql: (count: number) => string]>> = {
    maxRows: [all.maxRows, (n) => `INSERT INTO ${schema}.t (id) SELECT generate_series(1, ${n})`],
    maxColumns: [
      all.maxColumns,
      (n) =>
        table(
          columns(n)
            .map((name) => `${name} int`)
            .join(', '),
        ),
    ],
    maxKeyColumns: [
      all.maxKeyColumns,
      (n) =>
        table(
          `${columns(n)
            .map((name) => `${name} int`)
            .join(', ')}, PRIMARY KEY (${columns(n).join(', ')})`,
        ),
    ],
    maxDeclaredKeyBytes: [all.maxDeclaredKeyBytes, (n) => table(`v varchar(${n}) PRIMARY KEY`)],
    'maxCharacters.bpchar': [all.maxCharacters.bpchar, (n) => table(`id int PRIMARY KEY, v char(${n})`)],
    'maxCharacters.varchar': [all.maxCharacters.varchar, (n) => table(`id int PRIMARY KEY, v varchar(${n})`)],
  };
  return Object.entries(forms).flatMap(([name, [most, sql]]): Probe[] => [
    { kind: 'limit', name, sql: sql(most), expected: 'accepted' },
    { kind: 'limit', name, sql: sql(most + 1), expected: 'refused' },
  ]);
}

/** What an answer says of the fact; undefined where it says something else, such as that a person lacks a right. */
export function verdictOf({ acceptedBy, refusedBy }: Probe, answer: ProbeAnswer): Verdict | undefined {
  if (answer.kind === 'accepted' || acceptedBy?.includes(answer.sqlstate)) return 'accepted';
  return (refusedBy ?? refusals).includes(answer.sqlstate) ? 'refused' : undefined;
}

/** Of what a cluster does not support or know, and of limits. */
const refusals: readonly string[] = ['0A000', '42601', '42704', '42883', '42P17', '22023', '54000', '54011'];

/** What the answers of a cluster say about the data. */
export interface ProbeResult {
  /** For the overlay. */
  readonly entries: readonly OverlayEntry[];
  /** What was asked and neither accepted nor refused, or both by several statements of one change. */
  readonly open: readonly { readonly kind: EntryKind; readonly name: string; readonly why: string }[];
}

export function compare(answers: readonly (readonly [Probe, ProbeAnswer])[]): ProbeResult {
  const entries: OverlayEntry[] = [];
  const open: ProbeResult['open'][number][] = [];
  const facts = new Map<string, (readonly [Probe, ProbeAnswer])[]>();
  for (const one of answers) {
    // A limit is two facts: what it allows, and what it refuses.
    const key = `${one[0].kind} ${one[0].name} ${one[0].kind === 'limit' ? one[0].expected : ''}`;
    facts.set(key, [...(facts.get(key) ?? []), one]);
  }
  for (const all of facts.values()) {
    const [first] = all;
    if (!first) continue;
    const [{ kind, name, expected }, answer] = first;
    const said = all.map(([probe, one]) => verdictOf(probe, one));
    const verdict = said[0];
    if (verdict === undefined || said.some((one) => one !== verdict)) {
      const at = Math.max(0, said.indexOf(undefined));
      open.push({ kind, name, why: whyOpen(all[at]?.[1] ?? answer, said) });
      continue;
    }
    if (verdict !== expected) entries.push({ kind, name, verdict, evidence: evidenceOf(first) });
    else
      for (const one of all) {
        const words = otherWords(one);
        if (words !== undefined && !entries.some((entry) => entry.kind === 'text' && entry.name === words))
          entries.push({ kind: 'text', name: words, verdict, evidence: evidenceOf(one) });
      }
  }
  return { entries, open };
}

/** The words of the data for a refusal, where the cluster has others. */
const otherWords = ([{ text }, answer]: readonly [Probe, ProbeAnswer]): string | undefined =>
  text && answer.kind === 'refused' && !isSaidBy(text.text, answer.text) ? text.text : undefined;

function evidenceOf([{ sql }, answer]: readonly [Probe, ProbeAnswer]): OverlayEntry['evidence'] {
  const statement = sql.length > 300 ? `${sql.slice(0, 300)}…` : sql;
  // The scratch schema's name says nothing.
  const plain = (text: string) => text.replace(/\bdsql_probe_[0-9a-f]+\b/g, 'scratch');
  return answer.kind === 'accepted'
    ? { statement: plain(statement) }
    : { statement: plain(statement), sqlstate: answer.sqlstate, text: plain(answer.text) };
}

function whyOpen(answer: ProbeAnswer, said: readonly (Verdict | undefined)[]): string {
  if (!said.includes(undefined)) return 'some of its statements were accepted and some refused';
  return answer.kind === 'refused' ? `${answer.sqlstate} ${answer.text}` : 'not tried';
}

/** What a comparison found, as a file that lies over the data. */
export const overlayOf = (
  { entries }: ProbeResult,
  asOf: AsOf,
  { cluster, day }: { readonly cluster: string; readonly day: string },
): DialectOverlay => ({ schemaVersion: 1, cluster, day, dialect: dayOf(asOf), entries });
