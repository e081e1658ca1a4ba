import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { layoutOfProject } from '../../src/core/project/layouts.js';
import { migrationsOf } from '../../src/core/project/migrations.js';
import { newMigration } from '../../src/core/project/newMigration.js';
import { problemsOf, projectOf } from '../../src/core/project/project.js';
import { analyzer } from './engine.js';

type Files = Readonly<Record<string, string>>;

const a = 'CREATE TABLE a (id uuid PRIMARY KEY, n int);\n';
const [add, index, fn] = [
  'ALTER TABLE a ADD COLUMN m int;',
  '-- A job builds it.\nCREATE INDEX ASYNC i ON a (m);',
  'CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1; $$;',
];
const now = Date.UTC(2026, 10, 30, 8, 5, 9);

/** A folder, and the files that it gets for two statements. */
const folders: Readonly<Record<string, readonly [before: Files, added: Files]>> = {
  Prisma: [
    { 'migration_lock.toml': '', '20260101000000_a/migration.sql': a },
    {
      '20261130080509_more_of_a_1/migration.sql': `${add}\n`,
      '20261130080510_more_of_a_2/migration.sql': `${index}\n`,
    },
  ],
  'Prisma, behind a migration of tomorrow': [
    { 'migration_lock.toml': '', '20261201000000_a/migration.sql': a },
    {
      '20261201000001_more_of_a_1/migration.sql': `${add}\n`,
      '20261201000002_more_of_a_2/migration.sql': `${index}\n`,
    },
  ],
  Drizzle: [
    {
      'meta/_journal.json': '{"version":"7","entries":[{"idx":0,"version":"7","when":5,"tag":"0000_a"}]}',
      '0000_a.sql': a,
    },
    {
      '0001_more_of_a_1.sql': `${add}\n`,
      '0002_more_of_a_2.sql': `${index}\n`,
      'meta/_journal.json': `${JSON.stringify(
        {
          version: '7',
          entries: [
            { idx: 0, version: '7', when: 5, tag: '0000_a' },
            { idx: 1, version: '7', when: now, tag: '0001_more_of_a_1', breakpoints: true },
            { idx: 2, version: '7', when: now + 1, tag: '0002_more_of_a_2', breakpoints: true },
          ],
        },
        undefined,
        2,
      )}\n`,
    },
  ],
  Flyway: [
    { 'V1__a.sql': a, 'V1.9__b.sql': 'ALTER TABLE a DROP COLUMN n;\n', 'R__v.sql': 'SELECT 1;' },
    {
      'V1.10__more_of_a.sql.conf': 'executeInTransaction=false\n',
      'V1.10__more_of_a.sql': `${add}\n\n${index}\n`,
    },
  ],
  'golang-migrate': [
    { '000009_a.up.sql': a, '000009_a.down.sql': 'DROP TABLE a;' },
    { '000010_more_of_a_1.up.sql': `${add}\n`, '000011_more_of_a_2.up.sql': `${index}\n` },
  ],
  sqlx: [
    { '20260101000000_a.sql': `-- no-transaction\n${a}` },
    { '20261130080509_more_of_a.sql': `-- no-transaction\n${add}\n\n${index}\n` },
  ],
  Diesel: [
    { '2026-01-01-000000_a/up.sql': a, '2026-01-01-000000_a/metadata.toml': '' },
    {
      '2026-11-30-080509_more_of_a/metadata.toml': 'run_in_transaction = false\n',
      '2026-11-30-080509_more_of_a/up.sql': `${add}\n\n${index}\n`,
    },
  ],
  goose: [
    { '00001_a.sql': `-- +goose Up\n${a}` },
    { '00002_more_of_a.sql': `-- +goose NO TRANSACTION\n-- +goose Up\n${add}\n\n${index}\n` },
  ],
  'sql-migrate': [
    { '20260101000000_a.sql': `-- +migrate Up\n${a}` },
    {
      '20261130080509_more_of_a.sql': `-- +migrate Up notransaction\n${add}\n\n${index}\n\n-- +migrate Down notransaction\n`,
    },
  ],
  dbmate: [
    { '20260101000000_a.sql': `-- migrate:up\n${a}\n-- migrate:down\n` },
    {
      '20261130080509_more_of_a.sql': `-- migrate:up transaction:false\n${add}\n\n${index}\n\n-- migrate:down transaction:false\n`,
    },
  ],
  Sqitch: [
    { 'sqitch.plan': '%project=x\n\na 2026-01-01T00:00:00Z A <a@b> # A\n', 'deploy/a.sql': a },
    {
      'deploy/more_of_a.sql': `${add}\n\n${index}\n`,
      'sqitch.plan':
        '%project=x\n\na 2026-01-01T00:00:00Z A <a@b> # A\nmore_of_a 2026-11-30T08:05:09Z dsql <dsql@localhost> # more_of_a\n',
    },
  ],
  Liquibase: [
    { '1_a.sql': `--liquibase formatted sql\n--changeset x:1\n${a}` },
    {
      '2_more_of_a.sql': `--liquibase formatted sql\n\n--changeset dsql:2-1 runInTransaction:false\n${add}\n\n--changeset dsql:2-2 runInTransaction:false\n${index}\n`,
    },
  ],
  'node-pg-migrate': [
    { '1700000000000_a.sql': `-- Up Migration\n${a}` },
    { [`${now}_more_of_a_1.sql`]: `${add}\n`, [`${now + 1000}_more_of_a_2.sql`]: `${index}\n` },
  ],
  Atlas: [
    { 'atlas.sum': '', '20260101000000_a.sql': a },
    { '20261130080509_more_of_a.sql': `-- atlas:txmode none\n\n${add}\n\n${index}\n` },
  ],
  'numbered files': [
    { '001_a.sql': a },
    { '002_more_of_a_1.sql': `${add}\n`, '003_more_of_a_2.sql': `${index}\n` },
  ],
  'a file': [{ 'schema.sql': a }, { 'more_of_a.sql': `${add}\n\n${index}\n` }],
};

const filesOf = (files: Files) => Object.entries(files).map(([path, text]) => ({ path, text }));

describe('A new migration is named and written as its tool wants it', () => {
  for (const [name, [before, added]] of Object.entries(folders))
    test(name, () => {
      const given = filesOf(before);
      const found = migrationsOf(given);
      const lists = given.filter(({ path }) => !path.endsWith('.sql'));
      const made = newMigration({ ...found, lists }, { name: 'More of "a"', statements: [add, index], now });
      assert.deepEqual(Object.fromEntries(made.files.map(({ path, text }) => [path, text])), added);
      // It is the last one, in no doubt, and nothing is wrong with its transactions.
      const all = filesOf({ ...before, ...added });
      const after = migrationsOf(all, found.layout);
      assert.deepEqual(after.problems, []);
      if (found.layout === 'files') return;
      const fresh = new Set(Object.keys(added));
      const forward = after.migrations.filter(({ isRepeatable }) => !isRepeatable);
      const own = forward.filter(({ path }) => fresh.has(path));
      assert.deepEqual(forward.slice(-own.length), own);
      const isSql = ({ path }: { readonly path: string }) => path.endsWith('.sql');
      const layout = layoutOfProject(
        all.filter(isSql),
        all.filter((file) => !isSql(file)),
        found.layout,
      );
      const problems = problemsOf(projectOf(analyzer, layout.files, {}, layout)).flatMap((some, at) =>
        fresh.has(layout.files[at]?.path ?? '') ? some.map(({ rule, message }) => `${rule}: ${message}`) : [],
      );
      assert.deepEqual(problems, []);
    });

  test('with what takes it back, and a body that has semicolons', () => {
    const known = migrationsOf(filesOf({ '00001_a.sql': `-- +goose Up\n${a}` }));
    const [file] = newMigration(
      { ...known, lists: [] },
      { name: 'f', statements: [fn], back: ['DROP FUNCTION f();'], now },
    ).files;
    assert.equal(
      file?.text,
      `-- +goose NO TRANSACTION\n-- +goose Up\n-- +goose StatementBegin\n${fn}\n-- +goose StatementEnd\n\n-- +goose Down\nDROP FUNCTION f();\n`,
    );
  });
});
