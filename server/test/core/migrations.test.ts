import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { migrationsOf } from '../../src/core/project/migrations.js';
import type { FolderLayout } from '../../src/core/syntax/migrationTools.js';

interface Folder {
  readonly layout: FolderLayout;
  /** Paths, or paths with what is in them. */
  readonly files: readonly (string | readonly [path: string, text: string])[];
  /** In the order in which they are applied. */
  readonly applied: readonly string[];
  readonly problems?: readonly string[];
}

const folders: Readonly<Record<string, Folder>> = {
  Prisma: {
    layout: 'prisma',
    files: [
      'migration_lock.toml',
      '20260102000000_b/migration.sql',
      '20260101000000_a/migration.sql',
      '20260101000000_a/notes.sql',
    ],
    applied: ['20260101000000_a/migration.sql', '20260102000000_b/migration.sql'],
  },
  'Drizzle, whose journal is the order': {
    layout: 'drizzle',
    files: [
      ['meta/_journal.json', '{"entries":[{"idx":0,"tag":"0001_b"},{"idx":1,"tag":"0000_a"}]}'],
      '0000_a.sql',
      '0001_b.sql',
    ],
    applied: ['0001_b.sql', '0000_a.sql'],
  },
  'Drizzle, whose journal names other files': {
    layout: 'drizzle',
    files: [['meta/_journal.json', '{"entries":[{"idx":0,"tag":"0000_a"}]}'], '0001_b.sql'],
    applied: [],
    problems: [
      'The journal names 0000_a.sql, which is not there.',
      '0001_b.sql is not in the journal, so it is not applied.',
    ],
  },
  'Flyway, by the numbers of its versions, and what is repeatable last': {
    layout: 'flyway',
    files: ['R__b.sql', 'R__a.sql', 'V2__c.sql', 'V1.10__b.sql', 'V1_9__a.sql', 'U2__c.sql'],
    applied: ['V1_9__a.sql', 'V1.10__b.sql', 'V2__c.sql', 'R__a.sql', 'R__b.sql'],
  },
  'Flyway, with two files of one version': {
    layout: 'flyway',
    files: ['V1__a.sql', 'V1.0__b.sql'],
    applied: ['V1.0__b.sql', 'V1__a.sql'],
    problems: ['V1.0__b.sql and V1__a.sql have the same version, 1.'],
  },
  'Flyway, with a baseline behind what it stands for': {
    layout: 'flyway',
    files: ['V10__c.sql', 'V2__b.sql', 'B2__base.sql', 'V1__a.sql', 'B1.5__base.sql', 'R__v.sql'],
    applied: ['V1__a.sql', 'B1.5__base.sql', 'V2__b.sql', 'B2__base.sql', 'V10__c.sql', 'R__v.sql'],
  },
  'Flyway, with two baselines of one version': {
    layout: 'flyway',
    files: ['B2__a.sql', 'B2.0__b.sql'],
    applied: ['B2.0__b.sql', 'B2__a.sql'],
    problems: ['B2.0__b.sql and B2__a.sql have the same version, 2.'],
  },
  'golang-migrate and sqlx': {
    layout: 'golang-migrate',
    files: ['10_b.up.sql', '10_b.down.sql', '9_a.up.sql', '9_a.down.sql'],
    applied: ['9_a.up.sql', '10_b.up.sql'],
  },
  'Diesel and Hasura': {
    layout: 'up-and-down',
    files: ['2026-01-02-000000_b/up.sql', '2026-01-02-000000_b/down.sql', '2026-01-01-000000_a/up.sql'],
    applied: ['2026-01-01-000000_a/up.sql', '2026-01-02-000000_b/up.sql'],
  },
  goose: {
    layout: 'goose',
    files: [['00002_b.sql', '-- +goose Up'], '00001_a.sql'],
    applied: ['00001_a.sql', '00002_b.sql'],
  },
  dbmate: {
    layout: 'dbmate',
    files: [['2_b.sql', '-- migrate:up'], '1_a.sql'],
    applied: ['1_a.sql', '2_b.sql'],
  },
  'Sqitch, whose plan is the order': {
    layout: 'sqitch',
    files: [
      [
        'sqitch.plan',
        '%syntax-version=1.0.0\n%project=x\n\nusers 2026-01-01T00:00:00Z A <a@b> # Users\n@v1 2026-01-01T00:00:00Z A <a@b>\norders [users] 2026-01-02T00:00:00Z A <a@b>\n',
      ],
      'deploy/orders.sql',
      'deploy/users.sql',
      'revert/users.sql',
      'verify/users.sql',
    ],
    applied: ['deploy/users.sql', 'deploy/orders.sql'],
  },
  Liquibase: {
    layout: 'liquibase',
    files: [['2.sql', '--liquibase formatted sql\n--changeset a:1\nSELECT 1;'], '1.sql'],
    applied: ['1.sql', '2.sql'],
  },
  'node-pg-migrate': {
    layout: 'node-pg-migrate',
    files: [['2_b.sql', '-- Up Migration\nSELECT 1;\n-- Down Migration'], '1_a.sql'],
    applied: ['1_a.sql', '2_b.sql'],
  },
  'sqlx, by the comment that only it knows': {
    layout: 'sqlx',
    files: ['1_a.sql', ['2_b.sql', '-- no-transaction\nSELECT 1;']],
    applied: ['1_a.sql', '2_b.sql'],
  },
  'sql-migrate': {
    layout: 'sql-migrate',
    files: [['2_b.sql', '-- +migrate Up\nSELECT 1;'], '1_a.sql'],
    applied: ['1_a.sql', '2_b.sql'],
  },
  'Diesel, by its metadata': {
    layout: 'diesel',
    files: ['2_b/up.sql', '1_a/up.sql', '1_a/metadata.toml'],
    applied: ['1_a/up.sql', '2_b/up.sql'],
  },
  Atlas: {
    layout: 'atlas',
    files: ['atlas.sum', '20260102_b.sql', '20260101_a.sql'],
    applied: ['20260101_a.sql', '20260102_b.sql'],
  },
  Supabase: {
    layout: 'supabase',
    files: ['supabase/migrations/20260102_b.sql', 'supabase/migrations/20260101_a.sql'],
    applied: ['supabase/migrations/20260101_a.sql', 'supabase/migrations/20260102_b.sql'],
  },
  'numbered files, by value': {
    layout: 'numbered',
    files: ['10.sql', '9-b.sql', '009_a.sql'].slice(0, 2),
    applied: ['9-b.sql', '10.sql'],
  },
  'files without numbers, by name': {
    layout: 'files',
    files: ['b.sql', 'a.sql'],
    applied: ['a.sql', 'b.sql'],
  },
  'one schema': { layout: 'files', files: ['schema.sql'], applied: ['schema.sql'] },
  nothing: { layout: 'files', files: [], applied: [] },
};

describe('A folder of migrations', () => {
  for (const [name, { layout, files, applied, problems = [] }] of Object.entries(folders))
    test(`is read in its order: ${name}`, () => {
      const found = migrationsOf(
        files.map((file) =>
          typeof file === 'string' ? { path: file, text: '' } : { path: file[0], text: file[1] },
        ),
      );
      assert.deepEqual(
        { layout: found.layout, applied: found.migrations.map(({ path }) => path), problems: found.problems },
        { layout, applied, problems },
      );
    });
});
