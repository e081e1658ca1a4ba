import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Client } from 'pg';
import { fixAll } from '../../src/core/repair/fixAll.js';
import type { Engine } from '../../src/sandbox/engine/connection.js';
import { startEngine } from '../../src/sandbox/engine/engine.js';
import { type Folder, openFolder } from '../../src/sandbox/folder/folder.js';
import { analyzer } from '../core/engine.js';
import { startLocal } from '../sandbox/local.js';
import { runScript } from './runScript.js';

/** Files that one database takes in this order, and how its repaired form differs on PostgreSQL 16. */
interface Project {
  /** What the files take for granted, as one script with the first of them. */
  readonly given?: string;
  readonly files: readonly string[];
  /** What PostgreSQL says to the repaired statements: nothing but what the titles of the fixes told before. */
  readonly refused?: readonly string[];
  /** The files give their objects to a role, which a superuser may do without being a member of it. */
  readonly hasOwners?: true;
  /** Tables that differ in their names or columns, and why. */
  readonly differing?: Readonly<Record<string, string>>;
}

/** What none of the files holds. */
const everything = `
CREATE TYPE mood AS ENUM ('sad', 'ok');
ALTER TYPE mood ADD VALUE 'happy' AFTER 'ok';
CREATE DOMAIN price AS numeric(8,2);
ALTER DOMAIN price ADD CONSTRAINT positive CHECK (VALUE > 0);
CREATE TYPE place AS (street text, city text);
CREATE TABLE people (
  id serial PRIMARY KEY, name varchar(40) NOT NULL, feels mood DEFAULT 'ok', home place, flags bit(4), spot point,
  stay daterange, tags text[] DEFAULT '{new}', paid money, seen timestamptz
);
INSERT INTO people (name, feels, home, flags, spot, stay, tags, paid) VALUES
  ('Ada', 'happy', ROW('Main St', 'Riga'), B'0101', point(1, 2), '[2025-01-01,2025-02-01)', ARRAY['a', 'b'], '$1,250.50'),
  ('Bob', DEFAULT, NULL, '1111', NULL, NULL, '{"c d",e}', NULL);
ALTER TABLE people ALTER COLUMN name TYPE text USING upper(name);
ALTER TABLE people ADD COLUMN age int NOT NULL DEFAULT 30 CHECK (age > 0), ADD COLUMN nick text UNIQUE;
CREATE TABLE cities AS SELECT name, count(*) AS people, max(seen) AS seen FROM people GROUP BY name;
SELECT id, name INTO copies FROM people WHERE id > 0;
CREATE TABLE stock (id int PRIMARY KEY, pieces int);
CREATE TABLE sales (id int PRIMARY KEY, pieces int);
INSERT INTO sales VALUES (1, 10), (2, 20);
INSERT INTO stock VALUES (2, 2), (3, 3);
MERGE INTO stock s USING sales n ON s.id = n.id
  WHEN MATCHED THEN UPDATE SET pieces = s.pieces + n.pieces
  WHEN NOT MATCHED THEN INSERT (id, pieces) VALUES (n.id, n.pieces);
MERGE INTO stock USING sales ON stock.id = sales.id WHEN MATCHED AND sales.pieces > 10 THEN DELETE;
CREATE PROCEDURE restock(amount int) LANGUAGE sql AS $$ UPDATE stock SET pieces = pieces + amount $$;
CALL restock(5);
BEGIN;
SET TRANSACTION READ ONLY;
SELECT count(*) FROM stock;
COMMIT;
TRUNCATE sales;
ALTER TABLE people ADD COLUMN number serial;
`;

/** Every place from which a value gets into a column whose type is changed. */
const writing = `
CREATE TYPE place AS (street text, city text);
CREATE TABLE notes (id int PRIMARY KEY, tags text[], fee money, home place, flags bit(4));
CREATE TABLE sources (id int PRIMARY KEY, words text, tags text[]);
INSERT INTO sources VALUES (10, 'a b', '{c}'), (11, 'd', NULL);
WITH one AS (SELECT 1 AS id) INSERT INTO notes (id, tags) SELECT id, ARRAY['a', 'b'] FROM one;
WITH made AS (INSERT INTO notes VALUES (2, '{a}', '$1,000.50', ROW('Main St', 'Riga'), B'0101') RETURNING id)
  SELECT id FROM made;
EXPLAIN ANALYZE INSERT INTO notes (id, tags, fee) VALUES (3, '{"b c"}'::text[], '$5'::money);
INSERT INTO notes (id, tags) SELECT 4, '{a}'::text[] UNION ALL (SELECT 5, ARRAY['b']) UNION ALL VALUES (6, NULL::text[]);
INSERT INTO notes (id, tags) SELECT id, string_to_array(words, ' ') FROM sources WHERE id < 20;
INSERT INTO notes (id, tags) SELECT id + 10, tags FROM sources WHERE id < 20;
INSERT INTO notes (id, tags, home) VALUES (1, '{x}', ('a', 'b')), (30, DEFAULT, NULL)
  ON CONFLICT (id) DO UPDATE SET tags = excluded.tags, home = ('c', 'd'), fee = '$7';
UPDATE notes SET (tags, fee) = ('{y}', '$8.00'), flags = B'1111' WHERE id = 2;
CREATE FUNCTION add_note(key int) RETURNS int LANGUAGE sql AS $$
  INSERT INTO notes (id, tags) VALUES (key, '{z}') ON CONFLICT (id) DO UPDATE SET tags = '{w}' RETURNING id
$$;
SELECT add_note(40);
SELECT add_note(40);
`;

const projects: Readonly<Record<string, Project>> = {
  'Django’s sqlmigrate': { files: ['dumps/django_sqlmigrate.sql'] },
  'Rails’ structure.sql': { files: ['dumps/rails_structure.sql'] },
  'Prisma’s migrations': {
    given: 'CREATE EXTENSION citext;\n',
    files: ['workspace/prisma/migrations/20251120093000_init/migration.sql', 'dumps/prisma_migration.sql'],
    refused: [
      // The first file's GIN index was commented out.
      'index "Post_tags_idx" does not exist',
      // The first file's array became a column of JSON, of which the second one knows nothing.
      'column "tags" is of type jsonb but default expression is of type text[]',
      'constraint "Post_body_not_null" of relation "Post" does not exist',
    ],
  },
  'Drizzle’s migrations': {
    files: ['workspace/drizzle/0000_init.sql', 'dumps/drizzle/0001_more.sql'],
    differing: { 'audit.events': 'its vectors are unknown to this PostgreSQL' },
  },
  'Flyway’s migrations': {
    files: ['dumps/flyway/V1__init.sql', 'dumps/flyway/V2__orders.sql'],
    refused: [
      // A range that became text has no bounds, which the second file asks for.
      'operator does not exist: text < timestamp with time zone',
      // The first file's composite type became a domain over JSON, of which the second one knows nothing.
      'column "home" is of type address but expression is of type record',
    ],
    differing: {
      'parcel.customers': 'the row with a composite value',
      'parcel.late': 'the view of a range that became text',
      'parcel.orders_2025': 'a partition',
    },
  },
  'pg_dump of a shop': { hasOwners: true, files: ['workspace/shop/pg_dump.sql'] },
  'pg_dump of all that DSQL lacks': {
    hasOwners: true,
    files: ['dumps/pg_dump_schema.sql'],
    differing: { 'app.events': 'its rows are in a partition, which stays a table of its own' },
  },
  'pg_dump of rows': {
    given: `CREATE TABLE public.devices (
    id integer NOT NULL, label text, addr inet, mac macaddr, fee money, caps text[], config jsonb, firmware bit(8),
    seen tstzrange
);
CREATE TABLE public.notes (id integer NOT NULL, body text, doc tsvector);
CREATE TABLE public.readings (
    device_id integer, taken_at timestamp with time zone, value double precision, raw bytea, remark text
);
CREATE SEQUENCE public.devices_id_seq;
`,
    files: ['dumps/pg_dump_data.sql'],
  },
  'a script of everything else': { given: everything, files: [] },
  'a script that writes in every way': { given: writing, files: [] },
  'the examples of the guide': { files: ['workspace/guide-examples.sql'] },
};

const fixtures = path.join(__dirname, '../../../test-fixtures');

describe('on PostgreSQL 16', () => {
  let folder: Folder;
  let engine: Engine;
  before(async () => {
    folder = await openFolder();
    engine = await startEngine({ folder });
    const admin = new Client(engine.connection);
    await admin.connect();
    await admin.query('CREATE ROLE shop');
    await admin.end();
  });
  after(async () => {
    await engine.stop();
    await folder.close();
  });

  for (const [name, project] of Object.entries(projects)) {
    const { refused = [], differing = {} } = project;
    test(`${name} run when repaired, and make the same tables`, async () => {
      const texts = textsOf(project);
      const original = await play(engine, texts);
      const repaired = await play(
        engine,
        texts.map((text) => fixAll(analyzer, text, {}, 'review').text),
      );
      assert.deepEqual(repaired.refused, refused);
      assert.deepEqual(
        [...new Set([...original.tables.keys(), ...repaired.tables.keys()])]
          .filter((table) => original.tables.get(table) !== repaired.tables.get(table))
          .sort(),
        Object.keys(differing).sort(),
      );
    });
  }
});

describe('in the sandbox', () => {
  for (const [name, project] of Object.entries(projects)) {
    if (project.hasOwners) continue;
    test(`${name} run when repaired, as DSQL takes them`, async () => {
      const local = await startLocal();
      try {
        const client = await local.connect();
        const said: string[] = [];
        for (const text of textsOf(project))
          said.push(...(await runScript(client, fixAll(analyzer, text, {}, 'review').text, 'dsql')));
        assert.deepEqual(said, project.refused ?? []);
      } finally {
        await local.close();
      }
    });
  }
});

/** The files' texts, with what is given in front of the first. */
function textsOf({ given = '', files }: Pick<Project, 'given' | 'files'>): readonly string[] {
  const [first = '', ...others] = files.map((file) => readFileSync(path.join(fixtures, file), 'utf8'));
  return [given + first, ...others];
}

interface Played {
  readonly refused: readonly string[];
  /** The columns and the number of rows of each table and view, by name. */
  readonly tables: ReadonlyMap<string, string>;
}

/** Runs scripts one after the other in a database of their own. */
async function play({ connection }: Engine, scripts: readonly string[]): Promise<Played> {
  const admin = new Client(connection);
  await admin.connect();
  const database = `played_${databases++}`;
  await admin.query(`CREATE DATABASE ${database}`);
  await admin.end();
  const client = new Client({ ...connection, database });
  await client.connect();
  try {
    const refused: string[] = [];
    for (const script of scripts) refused.push(...(await runScript(client, script, 'postgres')));
    return { refused, tables: await tablesIn(client) };
  } finally {
    await client.end();
  }
}

let databases = 0;

/** A temporary table counts as one of public, which its repaired form is in. */
async function tablesIn(client: Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ schema: string; name: string; columns: string; kind: string }>(`
    SELECT n.nspname AS schema, c.relname AS name, c.relkind AS kind,
           string_agg(quote_ident(a.attname), ', ' ORDER BY a.attname) AS columns
    FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relkind IN ('r', 'p', 'v', 'm')
      AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg_toast%'
    GROUP BY 1, 2, 3`);
  const tables = new Map<string, string>();
  for (const { schema, name, columns, kind } of rows) {
    const isTable = kind === 'r' || kind === 'p';
    const count = isTable
      ? await client.query(`SELECT count(*)::int AS n FROM "${schema}"."${name}"`)
      : undefined;
    tables.set(
      `${schema.replace(/^pg_temp_\d+$/, 'public')}.${name}`,
      `${columns} ${count?.rows[0]?.n ?? ''}`,
    );
  }
  return tables;
}
