/** A dated change of Aurora DSQL that lets in SQL it refused before. */
export interface DialectChange {
  /** The first day on which the dialect is known to have it, YYYY-MM-DD. */
  readonly since: string;
  /**
   * The last day on which it was seen refused, where that is not the day before `since`. Between the two nobody knows, so
   * nothing is an error and nothing is said to be accepted.
   */
  readonly refused?: { readonly until: string; readonly source: string };
  readonly title: string;
  /** URL of the page that announces or shows it. */
  readonly source: string;
}

const releaseNotes = 'https://docs.aws.amazon.com/aurora-dsql/latest/userguide/release-notes.html';
const documentHistory = 'https://docs.aws.amazon.com/aurora-dsql/latest/userguide/doc-history.html';

/** Every change of the SQL dialect since general availability that a rule depends on, oldest first. */
export const timeline = {
  'numeric-keys': { since: '2026-02-03', title: 'NUMERIC in indexes and primary keys', source: releaseNotes },
  sequences: { since: '2026-02-13', title: 'Identity columns and sequences', source: releaseNotes },
  'unique-using-index': {
    since: '2026-04-20',
    title: 'ALTER TABLE … ADD CONSTRAINT … UNIQUE USING INDEX',
    source: documentHistory,
  },
  'default-privileges': {
    since: '2026-04-24',
    title: 'ALTER DEFAULT PRIVILEGES, sequences and grants inside CREATE SCHEMA, ALTER USER/GROUP … RENAME',
    source: releaseNotes,
  },
  'json-columns': { since: '2026-05-04', title: 'JSON columns', source: releaseNotes },
  'jsonb-columns': { since: '2026-06-08', title: 'JSONB columns', source: releaseNotes },
  'alter-column': {
    since: '2026-07-06',
    title:
      'ALTER TABLE: SET/DROP DEFAULT, DROP NOT NULL, DROP EXPRESSION, ADD GENERATED AS IDENTITY, DROP CONSTRAINT',
    source: releaseNotes,
  },
  'drop-column': {
    since: '2026-08-03',
    title: 'DROP COLUMN, ADD CONSTRAINT … CHECK … NOT VALID, ALTER TABLE ASYNC … VALIDATE CONSTRAINT',
    source: releaseNotes,
  },
  'expression-indexes': { since: '2026-08-13', title: 'Expression indexes', source: releaseNotes },
  'for-update': {
    since: '2026-08-24',
    title: 'SELECT … FOR UPDATE without key equality and on several tables',
    source: releaseNotes,
  },
  'numeric-1000': {
    since: '2026-08-25',
    title: 'NUMERIC precision up to 1,000 and scale up to ±1,000',
    source: releaseNotes,
  },
  'for-key-share': { since: '2026-08-25', title: 'SELECT … FOR KEY SHARE', source: releaseNotes },
  'foreign-keys': {
    since: '2026-08-26',
    title: 'Foreign key constraints, DEFERRABLE and SET CONSTRAINTS',
    source: 'https://aws.amazon.com/about-aws/whats-new/2026/08/aurora-dsql-foreign-key-constraints',
  },
  statistics: { since: '2026-08-27', title: 'CREATE, ALTER and DROP STATISTICS', source: releaseNotes },
  'batched-nestloop': {
    since: '2026-09-11',
    title: 'Batched nested-loop joins (dsql.enable_batched_nestloop)',
    source: releaseNotes,
  },
  'partial-indexes': {
    since: '2026-09-15',
    title: 'Partial indexes',
    source: 'https://aws.amazon.com/about-aws/whats-new/2026/10/aurora-dsql-partial-indexes',
  },
  plpgsql: {
    since: '2026-11-28',
    refused: {
      until: '2026-10-01',
      source:
        'https://github.com/awslabs/agent-plugins/blob/main/plugins/databases-on-aws/skills/dsql/references/limits-and-error-codes.md',
    },
    title: 'PL/pgSQL: CREATE FUNCTION, CREATE PROCEDURE, CALL and DO',
    source: 'https://docs.aws.amazon.com/aurora-dsql/latest/userguide/working-with-plpgsql.html',
  },
} as const satisfies Record<string, DialectChange>;

export type FeatureId = keyof typeof timeline;
