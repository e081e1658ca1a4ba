import type { FolderLayout } from '../../src/core/syntax/migrationTools.js';

type Files = Readonly<Record<string, string>>;

export interface FolderCase {
  /** The `.sql` files by their paths, and what their tool keeps beside them. */
  readonly files: Files;
  readonly layout?: FolderLayout;
  readonly migrations?: 'one-by-one' | 'one-transaction';
  /** `path: rule: message`, in the order in which the files run; without what is said of one file alone. */
  readonly says: readonly string[];
}

export const a = 'CREATE TABLE a (id uuid PRIMARY KEY);\n';
export const b = 'CREATE TABLE b (id uuid PRIMARY KEY);\n';
const row = "INSERT INTO a (id) VALUES ('00000000-0000-0000-0000-000000000001');\n";

const severalDdl = 'it holds more than one DDL statement.';
const sent = (path: string, by: string, what = severalDdl) =>
  `${path}: implicit-transaction: ${by}, this script is one transaction, and fails here: ${what}`;
const certain = (path: string, count = 2) =>
  `${path}: two-ddl-in-transaction: A transaction holds one DDL statement, and this one holds ${count}.`;

/** Folders of tools, and what is said of the transactions in which they send their files. */
export const transactions: Readonly<Record<string, FolderCase>> = {
  'Prisma sends a file, and newer versions of it statement by statement': {
    files: { 'prisma/migrations/20260101000000_a/migration.sql': a + b },
    says: [sent('prisma/migrations/20260101000000_a/migration.sql', 'Sent as one request')],
  },
  'Drizzle has one transaction for all files': {
    files: {
      'drizzle/meta/_journal.json': '{"entries":[{"tag":"0000_a","when":1}]}',
      'drizzle/0000_a.sql': `${a}--> statement-breakpoint\n${b}`,
    },
    says: [sent('drizzle/0000_a.sql', 'Sent by Drizzle')],
  },
  Flyway: { files: { 'sql/V1__a.sql': a + b }, says: [sent('sql/V1__a.sql', 'Sent by Flyway')] },
  'Flyway, with executeInTransaction=false beside the file': {
    files: { 'sql/V1__a.sql': a + b, 'sql/V1__a.sql.conf': 'executeInTransaction=false\n' },
    says: [],
  },
  'a repeatable file of Flyway': {
    files: {
      'sql/R__views.sql':
        'CREATE OR REPLACE VIEW v AS SELECT 1 AS one;\nCREATE OR REPLACE VIEW w AS SELECT 2 AS two;\n',
    },
    layout: 'flyway',
    says: [certain('sql/R__views.sql')],
  },
  'golang-migrate sends a file as one request': {
    files: { 'm/1_a.up.sql': a + b, 'm/1_a.down.sql': 'DROP TABLE b;\n' },
    says: [sent('m/1_a.up.sql', 'Sent by golang-migrate')],
  },
  'golang-migrate with x-multi-statement, as the configuration says': {
    files: { 'm/1_a.up.sql': a + b },
    migrations: 'one-by-one',
    says: [],
  },
  'sqlx, without its transaction': { files: { 'm/1_a.sql': `-- no-transaction\n${a}${b}` }, says: [] },
  sqlx: { files: { 'm/1_a.sql': a + b }, layout: 'sqlx', says: [certain('m/1_a.sql')] },
  Diesel: { files: { 'm/2026_a/up.sql': a + b }, layout: 'diesel', says: [certain('m/2026_a/up.sql')] },
  'Diesel, with run_in_transaction = false': {
    files: { 'm/2026_a/up.sql': a + b, 'm/2026_a/metadata.toml': 'run_in_transaction = false\n' },
    says: [],
  },
  Hasura: { files: { 'm/17_a/up.sql': a + b }, layout: 'hasura', says: [certain('m/17_a/up.sql')] },
  'goose, whose two ways are two transactions': {
    files: { 'm/1_a.sql': `-- +goose Up\n${a}-- +goose Down\nDROP TABLE a;\n` },
    says: [],
  },
  goose: { files: { 'm/1_a.sql': `-- +goose Up\n${a}${b}` }, says: [sent('m/1_a.sql', 'Sent by goose')] },
  'goose, rows beside DDL': {
    files: { 'm/1_a.sql': `-- +goose Up\n${a}${row}` },
    says: [sent('m/1_a.sql', 'Sent by goose', 'it holds DDL and row changes.')],
  },
  'goose, without its transaction': {
    files: { 'm/1_a.sql': `-- +goose NO TRANSACTION\n-- +goose Up\n${a}${b}` },
    says: [],
  },
  'goose, without its transaction, beside a file with it': {
    files: {
      'm/1_a.sql': `-- +goose NO TRANSACTION\n-- +goose Up\n${a}${b}`,
      'm/2_c.sql': `-- +goose Up\n${(a + b).replaceAll('TABLE ', 'TABLE c')}`,
    },
    layout: 'goose',
    says: [certain('m/2_c.sql')],
  },
  'sql-migrate, without its transaction': {
    files: { 'm/1_a.sql': `-- +migrate Up notransaction\n${a}${b}-- +migrate Down\nDROP TABLE a;\n` },
    says: [],
  },
  dbmate: {
    files: { 'm/1_a.sql': `-- migrate:up\n${a}${b}-- migrate:down transaction:false\nDROP TABLE a;\n` },
    says: [sent('m/1_a.sql', 'Sent by dbmate')],
  },
  'dbmate, without its transaction': {
    files: { 'm/1_a.sql': `-- migrate:up transaction:false\n${a}${b}-- migrate:down\nDROP TABLE a;\n` },
    says: [],
  },
  'Sqitch runs psql, statement by statement': {
    files: { 'sqitch.plan': 'a 2026-01-01T00:00:00Z A <a@b> # a\n', 'deploy/a.sql': a + b },
    says: [],
  },
  'Liquibase, change by change': {
    files: { 'm/1.sql': `--liquibase formatted sql\n--changeset x:1\n${a}--changeset x:2\n${b}` },
    says: [],
  },
  'Liquibase, two in one change': {
    files: {
      'm/1.sql': `--liquibase formatted sql\n--changeset x:1\n${a}${b}--changeset x:2 runInTransaction:false\n${(a + b).replaceAll('TABLE ', 'TABLE c')}`,
    },
    says: [sent('m/1.sql', 'Sent by Liquibase')],
  },
  'node-pg-migrate': {
    files: { 'm/1_a.sql': `-- Up Migration\n${a}\n-- Down Migration\nDROP TABLE a;\n` },
    says: [],
  },
  'Atlas, without its transaction': {
    files: { 'm/atlas.sum': '', 'm/2026_a.sql': `-- atlas:txmode none\n\n${a}${b}` },
    says: [],
  },
  Atlas: {
    files: { 'm/atlas.sum': '', 'm/2026_a.sql': a + b },
    says: [sent('m/2026_a.sql', 'Sent by Atlas')],
  },
  Supabase: {
    files: { 'supabase/migrations/2026_a.sql': a + b },
    says: [sent('supabase/migrations/2026_a.sql', 'Sent by the Supabase CLI')],
  },
  'the structure of Rails, which psql loads': { files: { 'db/structure.sql': a + b }, says: [] },
  'the output of Django, which has BEGIN and COMMIT': {
    files: { 'sqlmigrate/0001.sql': `BEGIN;\n--\n-- Create model A\n--\n${a}COMMIT;\n` },
    says: [],
  },
  'numbered files of no known tool': {
    files: { 'm/1.sql': a + b },
    says: [sent('m/1.sql', 'Sent as one request')],
  },
  'a file with a transaction of its own': {
    files: { 'm/1_a.sql': `-- +goose Up\nBEGIN;\n${a}COMMIT;\n${b}` },
    says: [],
  },
};

/** Folders whose order is known, and what is said of them as a whole. */
export const orders: Readonly<Record<string, FolderCase>> = {
  'a table that a later migration creates': {
    files: { 'sql/V1__a.sql': a, 'sql/V2__b.sql': 'ALTER TABLE b ADD COLUMN n int;\n', 'sql/V10__b.sql': b },
    says: [
      'sql/V2__b.sql: used-before-created: The table "b" is used here, and created by a later migration.',
    ],
  },
  'a table that no migration creates': {
    files: {
      'sql/V1__a.sql': a,
      'sql/V2__b.sql': 'ALTER TABLE b ADD COLUMN n int;\nALTER TABLE a ADD COLUMN n int;\n',
    },
    migrations: 'one-by-one',
    says: ['sql/V2__b.sql: used-before-created: The table "b" is used here, and created by no migration.'],
  },
  'a table that is indexed, and one that is referred to': {
    files: {
      'm/00001_a.sql': `-- +goose Up\n${a}`,
      'm/00002_b.sql': '-- +goose Up\nCREATE INDEX ASYNC i ON x (n);\n',
      'm/00003_c.sql': '-- +goose Up\nCREATE TABLE c (id uuid PRIMARY KEY REFERENCES y (id));\n',
    },
    says: [
      'm/00002_b.sql: used-before-created: The table "x" is used here, and created by no migration.',
      'm/00003_c.sql: used-before-created: The table "y" is used here, and created by no migration.',
    ],
  },
  'a first migration that needs what was there before': {
    files: {
      'sql/V1__a.sql': `ALTER TABLE old ADD COLUMN n int;\n`,
      'sql/V2__b.sql': 'ALTER TABLE b ADD COLUMN n int;\n',
    },
    says: [],
  },
  'a folder that begins in the middle': {
    files: { 'sql/V7__a.sql': a, 'sql/V8__b.sql': 'ALTER TABLE b ADD COLUMN n int;\n' },
    says: [],
  },
  'a block that may create anything': {
    files: {
      'sql/V1__a.sql': a,
      'sql/V2__b.sql': 'DO $$ BEGIN PERFORM 1; END $$;\n',
      'sql/V3__b.sql': 'ALTER TABLE b ADD COLUMN n int;\n',
    },
    says: [],
  },
  'a table of another schema, and of a schema of the folder': {
    files: {
      'sql/V1__a.sql': a,
      'sql/V2__s.sql': 'CREATE SCHEMA s;\n',
      'sql/V3__b.sql': 'ALTER TABLE auth.users ADD COLUMN n int;\n',
      'sql/V4__b.sql': 'ALTER TABLE s.b ADD COLUMN n int;\n',
    },
    says: ['sql/V4__b.sql: used-before-created: The table "s.b" is used here, and created by no migration.'],
  },
  'a table that is renamed, and a view': {
    files: {
      'sql/V1__a.sql': a,
      'sql/V2__b.sql': 'ALTER TABLE a RENAME TO b;\n',
      'sql/V3__b.sql': 'ALTER TABLE b ADD COLUMN n int;\n',
    },
    says: [],
  },
  'a table that is created twice': {
    files: { 'm/20260101000000_a/migration.sql': a, 'm/20260102000000_b/migration.sql': a },
    says: [
      'm/20260102000000_b/migration.sql: duplicate-name: This file creates the table "a" although the name is taken.',
    ],
  },
  'a table that goes and comes again': {
    files: { 'sql/V1__a.sql': a, 'sql/V2__a.sql': 'DROP TABLE a;\n', 'sql/V3__a.sql': a },
    says: [],
  },
  'a schema beside the migrations that makes the same': {
    files: { 'db/migrations/1_a.up.sql': a, 'db/migrations/2_b.up.sql': b, 'db/schema.sql': a + b },
    migrations: 'one-by-one',
    says: [],
  },
  'numbered files in a folder of any name': {
    files: { 'queries/1.sql': a, 'queries/2.sql': a },
    says: [],
  },
  'a foreign key of another type than the key of an earlier file': {
    files: {
      'sql/V1__a.sql': a,
      'sql/V2__b.sql':
        'CREATE TABLE b (id uuid PRIMARY KEY, a_id bigint REFERENCES a (id));\nCREATE INDEX ASYNC ON b (a_id);\n',
    },
    migrations: 'one-by-one',
    says: [
      'sql/V2__b.sql: foreign-key-type: Column "a_id" of type bigint cannot reference "id" of type uuid.',
    ],
  },
  'an index of an earlier file, used before its job': {
    files: {
      'sql/V1__a.sql': 'CREATE TABLE a (id uuid PRIMARY KEY, mail text);\n',
      'sql/V2__i.sql': 'CREATE UNIQUE INDEX ASYNC i ON a (mail);\n',
      'sql/V3__u.sql': 'ALTER TABLE a ADD CONSTRAINT u UNIQUE USING INDEX i;\n',
    },
    says: [
      'sql/V2__i.sql: unique-index-not-immediate: The index makes values unique only when its job has completed.',
      'sql/V3__u.sql: unique-index-not-awaited: Index "i" may still be building when this constraint wants to use it.',
    ],
  },
  'a constraint that a later file validates, and one that none does': {
    files: {
      'sql/V1__a.sql': 'CREATE TABLE a (id uuid PRIMARY KEY, n int);\n',
      'sql/V2__c.sql': 'ALTER TABLE a ADD CONSTRAINT c CHECK (n > 0) NOT VALID;\n',
      'sql/V3__d.sql': 'ALTER TABLE a ADD CONSTRAINT d CHECK (n > 1) NOT VALID;\n',
      'sql/V4__c.sql': 'ALTER TABLE ASYNC a VALIDATE CONSTRAINT c;\n',
    },
    says: [
      'sql/V3__d.sql: constraint-not-validated: Constraint "d" holds for new rows only until it is validated.',
    ],
  },
  'two files of one version': {
    files: { 'sql/V1__a.sql': a, 'sql/V1.0__b.sql': b },
    says: [
      'sql/V1__a.sql: migration-order: The order of the migrations is in doubt: sql/V1.0__b.sql and sql/V1__a.sql have the same version, 1.',
    ],
  },
  'a baseline of Flyway, which a new database begins with': {
    files: {
      'sql/V1__a.sql': a,
      'sql/V2__n.sql': 'ALTER TABLE a ADD COLUMN n int;\n',
      'sql/B2__base.sql': 'CREATE TABLE a (id uuid PRIMARY KEY, n int);\n',
      'sql/V3__x.sql': 'ALTER TABLE x ADD COLUMN n int;\n',
      'sql/V4__a.sql': 'CREATE INDEX ASYNC i ON a (n);\n',
    },
    says: ['sql/V3__x.sql: used-before-created: The table "x" is used here, and created by no migration.'],
  },
  'a baseline of Flyway that stands for files that are gone': {
    files: {
      'sql/B7__base.sql': a,
      'sql/V8__x.sql': 'ALTER TABLE x ADD COLUMN n int;\nALTER TABLE a ADD COLUMN n int;\n',
    },
    migrations: 'one-by-one',
    says: ['sql/V8__x.sql: used-before-created: The table "x" is used here, and created by no migration.'],
  },
  'a gap': {
    files: {
      'm/1_a.up.sql': a,
      'm/2_b.up.sql': b,
      'm/3_c.up.sql': 'ALTER TABLE a ADD COLUMN c int;\n',
      'm/6_d.up.sql': 'ALTER TABLE a ADD COLUMN d int;\n',
    },
    says: ['m/6_d.up.sql: migration-gap: No migration has the numbers 4 to 5.'],
  },
  'numbers in steps of ten': {
    files: { 'm/10_a.up.sql': a, 'm/20_b.up.sql': b, 'm/30_c.up.sql': 'DROP TABLE b;\n' },
    says: [],
  },
  'a journal that names a missing file': {
    files: {
      'd/meta/_journal.json': '{"entries":[{"tag":"0000_a","when":1},{"tag":"0001_b","when":2}]}',
      'd/0000_a.sql': a,
    },
    says: [
      'd/0000_a.sql: migration-order: The order of the migrations is in doubt: The journal names d/0001_b.sql, which is not there.',
    ],
  },
  'what takes a migration back is not run': {
    files: {
      'sqitch.plan': 'a 2026-01-01T00:00:00Z A <a@b> # a\nb 2026-01-01T00:00:00Z A <a@b> # b\n',
      'deploy/a.sql': a,
      'deploy/b.sql': 'ALTER TABLE a ADD COLUMN n int;\n',
      'revert/a.sql': 'DROP TABLE a;\n',
      'verify/a.sql': 'SELECT 1/count(*) FROM information_schema.tables;\n',
    },
    says: [],
  },
};
