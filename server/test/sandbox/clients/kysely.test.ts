import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Kysely, type Migration, Migrator, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { refused } from '../failure.js';
import { type Local, startLocal } from '../local.js';

let local: Local;
before(async () => {
  local = await startLocal();
});
after(() => local.close());

/** Without its advisory lock, which Kysely has no option to leave out. */
function unlocked(dialect: PostgresDialect): PostgresDialect {
  const createAdapter = () =>
    Object.assign(PostgresDialect.prototype.createAdapter.call(dialect), {
      acquireMigrationLock: async () => undefined,
      releaseMigrationLock: async () => undefined,
    });
  return Object.assign(dialect, { createAdapter });
}

async function connect<Schema>(adapt = (dialect: PostgresDialect) => dialect): Promise<Kysely<Schema>> {
  const { port, ca } = local;
  const password = await local.token();
  const pool = new pg.Pool({
    host: '127.0.0.1',
    port,
    user: 'admin',
    database: 'postgres',
    password,
    ssl: { ca },
  });
  return new Kysely<Schema>({ dialect: adapt(new PostgresDialect({ pool })) });
}

/** What a migrator with these migrations answers: the status of each, and the error. */
async function migrated<Schema>(
  database: Kysely<Schema>,
  migrations: Record<string, Migration>,
  options: { readonly disableTransactions?: boolean } = {},
) {
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: async () => migrations },
    ...options,
  });
  const { error, results = [] } = await migrator.migrateToLatest();
  return {
    statuses: results.map(({ migrationName, status }) => `${migrationName}: ${status}`),
    error: error && refused(error),
  };
}

const people: Migration = {
  up: (database) =>
    database.schema
      .createTable('people')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('name', 'text')
      .execute(),
};
const peopleByName: Migration = {
  up: async (database) => {
    await sql`create index async people_name on people (name)`.execute(database);
  },
};

test("Kysely's migrator fails at its advisory lock", async () => {
  const database = await connect<unknown>();
  assert.deepEqual(await migrated(database, { one: people }), {
    statuses: [],
    error: { code: '0A000', message: 'function pg_advisory_unlock not supported' },
  });
  await database.destroy();
});

const refusals: readonly { name: string; migration: Migration; error: { code: string; message: string } }[] =
  [
    {
      name: 'notes itself in the transaction of its DDL',
      migration: people,
      error: { code: '0A000', message: 'ddl and dml are not supported in the same transaction' },
    },
    {
      name: 'makes two tables',
      migration: {
        up: async (database) => {
          await people.up(database);
          await database.schema.createTable('pets').addColumn('id', 'integer').execute();
        },
      },
      error: { code: '0A000', message: 'multiple ddl statements not supported in a transaction' },
    },
    {
      name: 'has a serial column',
      migration: {
        up: (database) => database.schema.createTable('people').addColumn('id', 'serial').execute(),
      },
      error: { code: '42704', message: 'type "serial" does not exist' },
    },
    {
      name: 'makes an index that is not ASYNC',
      migration: {
        up: (database) => database.schema.createIndex('people_name').on('people').column('name').execute(),
      },
      error: { code: '0A000', message: 'unsupported mode. please use CREATE INDEX ASYNC.' },
    },
  ];

for (const { name, migration, error } of refusals)
  test(`a migration of Kysely's fails where it ${name}`, async () => {
    const database = await connect<unknown>(unlocked);
    assert.deepEqual(await migrated(database, { one: migration }), { statuses: ['one: Error'], error });
    const { rows } = await sql`select to_regclass('people') as people`.execute(database);
    assert.deepEqual(rows, [{ people: null }]);
    await database.destroy();
  });

test("without lock and transactions Kysely's migrations run once, and its queries work on what they made", async () => {
  const database = await connect<{ people: { id: number; name: string | null } }>(unlocked);
  const migrations = { one: people, two: peopleByName };
  const run = () => migrated(database, migrations, { disableTransactions: true });
  assert.deepEqual(await run(), { statuses: ['one: Success', 'two: Success'], error: undefined });
  assert.deepEqual(await run(), { statuses: [], error: undefined });
  await database.transaction().execute(async (transaction) => {
    await transaction.insertInto('people').values({ id: 1, name: 'Ada' }).execute();
    await transaction.updateTable('people').set({ name: 'Ada L.' }).where('id', '=', 1).execute();
  });
  assert.deepEqual(await database.selectFrom('people').selectAll().execute(), [{ id: 1, name: 'Ada L.' }]);
  await database.destroy();
});
