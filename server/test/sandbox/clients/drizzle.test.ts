import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { eq, sql } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { integer, pgTable, text } from 'drizzle-orm/pg-core';
import { failure } from '../failure.js';
import { type Local, startLocal } from '../local.js';

let local: Local;
let folder: string;
before(async () => {
  local = await startLocal();
  folder = await mkdtemp(join(tmpdir(), 'drizzle-'));
});
after(async () => {
  await local.close();
  await rm(folder, { recursive: true });
});

const connect = async () => drizzle(await local.connect());

/** A folder of migrations as drizzle-kit writes it. */
async function migrations(name: string, ...scripts: readonly string[]): Promise<string> {
  const migrationsFolder = join(folder, name);
  await mkdir(join(migrationsFolder, 'meta'), { recursive: true });
  const entries = scripts.map((_, idx) => ({
    idx,
    when: idx + 1,
    tag: `000${idx}_${name}`,
    breakpoints: true,
  }));
  await writeFile(join(migrationsFolder, 'meta/_journal.json'), JSON.stringify({ entries }));
  for (const [index, script] of scripts.entries())
    await writeFile(join(migrationsFolder, `000${index}_${name}.sql`), script);
  return migrationsFolder;
}

const accounts = pgTable('accounts', { id: integer().primaryKey(), owner: text().notNull() });
const createAccounts = 'CREATE TABLE "accounts" ("id" integer PRIMARY KEY NOT NULL, "owner" text NOT NULL);';
const breakpoint = '\n--> statement-breakpoint\n';

test("Drizzle's migrator fails at the serial column of its own table", async () => {
  const database = await connect();
  const migrationsFolder = await migrations('serial', createAccounts);
  assert.deepEqual(await failure(migrate(database, { migrationsFolder })), {
    code: '42704',
    message: 'type "serial" does not exist',
  });
  const { rows } = await database.execute(sql`select to_regclass('accounts') as accounts`);
  assert.deepEqual(rows, [{ accounts: null }]);
});

const migrationsThatFail = [
  {
    name: 'index',
    statements: [
      'CREATE TABLE "a" ("id" integer PRIMARY KEY NOT NULL, "n" integer)',
      'CREATE INDEX "a_n" ON "a" USING btree ("n")',
    ],
    wrong: { code: '0A000', message: 'USING not supported for CREATE INDEX' },
  },
  {
    name: 'index without method',
    statements: ['CREATE TABLE "a" ("id" integer PRIMARY KEY)', 'CREATE INDEX "a_id" ON "a" ("id")'],
    wrong: { code: '0A000', message: 'unsupported mode. please use CREATE INDEX ASYNC.' },
  },
  {
    name: 'tables',
    statements: ['CREATE TABLE "a" ("id" integer)', 'CREATE TABLE "b" ("id" integer)'],
    wrong: { code: '0A000', message: 'multiple ddl statements not supported in a transaction' },
  },
  {
    name: 'key',
    statements: [
      'ALTER TABLE "parents" ADD CONSTRAINT "p_fk" FOREIGN KEY ("id") REFERENCES "public"."parents"("id") ON DELETE no action ON UPDATE no action',
    ],
    wrong: { code: '0A000', message: 'unsupported ALTER TABLE ADD CONSTRAINT statement' },
  },
  {
    name: 'one',
    // What the migrator does behind each of its migrations: it notes it in a table.
    statements: ['CREATE TABLE "a" ("id" integer)', 'INSERT INTO "notes" VALUES (1)'],
    wrong: { code: '0A000', message: 'ddl and dml are not supported in the same transaction' },
  },
] as const;

for (const { name, statements, wrong } of migrationsThatFail)
  test(`a migration of Drizzle's in its one transaction fails: ${name}`, async () => {
    const database = await connect();
    const sequence = database.transaction(async (transaction) => {
      for (const statement of statements) await transaction.execute(sql.raw(statement));
    });
    assert.deepEqual(await failure(sequence), wrong);
    const { rows } = await database.execute(sql`select to_regclass('a') as a`);
    assert.deepEqual(rows, [{ a: null }]);
  });

test("the same files run statement by statement, and Drizzle's queries work on what they made", async () => {
  const database = await connect();
  const script = [createAccounts, 'CREATE INDEX ASYNC "accounts_owner" ON "accounts" ("owner");'].join(
    breakpoint,
  );
  const migrationsFolder = await migrations('works', script);
  for (const migration of readMigrationFiles({ migrationsFolder }))
    for (const statement of migration.sql) await database.execute(sql.raw(statement));
  await database.insert(accounts).values([
    { id: 1, owner: 'Ada' },
    { id: 2, owner: 'Bob' },
  ]);
  await database.transaction(async (transaction) => {
    const [account] = await transaction.select().from(accounts).where(eq(accounts.id, 2)).for('update');
    await transaction
      .update(accounts)
      .set({ owner: `${account?.owner}by` })
      .where(eq(accounts.id, 2));
  });
  assert.deepEqual(await database.select().from(accounts).orderBy(accounts.id), [
    { id: 1, owner: 'Ada' },
    { id: 2, owner: 'Bobby' },
  ]);
});
