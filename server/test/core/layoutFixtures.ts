/** Files by their paths, relative to a folder. */
export type Files = Readonly<Record<string, string>>;

interface Step {
  readonly version: number;
  readonly name: string;
  readonly up: readonly string[];
  readonly down: readonly string[];
}

/** One schema in three migrations, whose versions are in another order as numbers than as words. */
const steps: readonly Step[] = [
  {
    version: 1,
    name: 'shelves',
    up: ['CREATE TABLE shelves (id uuid PRIMARY KEY, name text);'],
    down: ['DROP TABLE shelves;'],
  },
  {
    version: 2,
    name: 'books',
    up: [
      'CREATE TABLE books (id uuid PRIMARY KEY, shelf_id uuid REFERENCES shelves (id), title text);',
      'CREATE INDEX ASYNC books_shelf_id_idx ON books (shelf_id);',
    ],
    down: ['DROP TABLE books;'],
  },
  {
    version: 10,
    name: 'label',
    up: [
      'ALTER TABLE shelves RENAME COLUMN name TO label;',
      'ALTER TABLE shelves ADD COLUMN room text;',
      'CREATE VIEW labels AS SELECT label, room FROM shelves;',
    ],
    down: ['DROP VIEW labels;', 'ALTER TABLE shelves RENAME COLUMN label TO name;'],
  },
];

const sql = (statements: readonly string[]): string => statements.map((one) => `${one}\n`).join('');
const files = (write: (step: Step) => Files): Files => Object.assign({}, ...steps.map(write));
const day = ({ version }: Step): string => `202601${String(version).padStart(2, '0')}000000`;
const padded = ({ version }: Step): string => String(version).padStart(5, '0');

/** The same schema in the folder of each tool: to be sent one by one, with what takes it back. */
export const layoutFixtures: Readonly<Record<string, Files>> = {
  prisma: {
    'migration_lock.toml': 'provider = "postgresql"\n',
    ...files((step) => ({ [`${day(step)}_${step.name}/migration.sql`]: sql(step.up) })),
  },
  drizzle: {
    'meta/_journal.json': JSON.stringify({
      entries: steps.map(({ name }, idx) => ({ idx, when: idx + 1, tag: `000${idx}_${name}` })),
    }),
    ...Object.fromEntries(
      steps.map(({ name, up }, at) => [`000${at}_${name}.sql`, up.join('\n--> statement-breakpoint\n')]),
    ),
  },
  flyway: {
    ...files(({ version, name, up, down }) => ({
      [`V${version}__${name}.sql`]: sql(up),
      [`U${version}__${name}.sql`]: sql(down),
    })),
    'R__labels.sql': 'CREATE OR REPLACE VIEW labels AS SELECT label, room FROM shelves;\n',
  },
  'golang-migrate': files(({ version, name, up, down }) => ({
    [`${version}_${name}.up.sql`]: sql(up),
    [`${version}_${name}.down.sql`]: sql(down),
  })),
  sqlx: files((step) => ({ [`${day(step)}_${step.name}.sql`]: `-- no-transaction\n${sql(step.up)}` })),
  diesel: files(({ version, name, up, down }) => ({
    [`2026-01-${String(version).padStart(2, '0')}-000000_${name}/up.sql`]: sql(up),
    [`2026-01-${String(version).padStart(2, '0')}-000000_${name}/down.sql`]: sql(down),
    [`2026-01-${String(version).padStart(2, '0')}-000000_${name}/metadata.toml`]:
      'run_in_transaction = false\n',
  })),
  hasura: files(({ version, name, up, down }) => ({
    [`${1_700_000_000_000 + version}_${name}/up.sql`]: sql(up),
    [`${1_700_000_000_000 + version}_${name}/down.sql`]: sql(down),
  })),
  goose: files((step) => ({
    [`${padded(step)}_${step.name}.sql`]: `-- +goose NO TRANSACTION\n-- +goose Up\n${sql(step.up)}\n-- +goose Down\n${sql(step.down)}`,
  })),
  'sql-migrate': files((step) => ({
    [`${day(step)}-${step.name}.sql`]: `-- +migrate Up notransaction\n${sql(step.up)}\n-- +migrate Down notransaction\n${sql(step.down)}`,
  })),
  dbmate: files((step) => ({
    [`${day(step)}_${step.name}.sql`]: `-- migrate:up transaction:false\n${sql(step.up)}\n-- migrate:down transaction:false\n${sql(step.down)}`,
  })),
  sqitch: {
    'sqitch.plan': `%syntax-version=1.0.0\n%project=library\n\n${steps.map(({ name }) => `${name} 2026-01-01T00:00:00Z A <a@example.com> # ${name}\n`).join('')}`,
    ...files(({ name, up, down }) => ({
      [`deploy/${name}.sql`]: sql(up),
      [`revert/${name}.sql`]: sql(down),
      [`verify/${name}.sql`]: 'SELECT 1;\n',
    })),
  },
  liquibase: files(({ version, name, up }) => ({
    [`${version}_${name}.sql`]: `--liquibase formatted sql\n${up.map((one, at) => `\n--changeset a:${version}-${at} runInTransaction:false\n${one}\n`).join('')}`,
  })),
  'node-pg-migrate': files(({ version, name, up, down }) => ({
    [`${1_700_000_000_000 + version}_${name}.sql`]: `-- Up Migration\n${sql(up)}\n-- Down Migration\n${sql(down)}`,
  })),
  atlas: {
    'atlas.sum': 'h1:\n',
    ...files((step) => ({ [`${day(step)}_${step.name}.sql`]: `-- atlas:txmode none\n\n${sql(step.up)}` })),
  },
  supabase: files((step) => ({ [`supabase/migrations/${day(step)}_${step.name}.sql`]: sql(step.up) })),
  numbered: files(({ version, name, up }) => ({ [`${version}_${name}.sql`]: sql(up) })),
  'one schema': { 'schema.sql': sql(steps.flatMap(({ up }) => up)) },
};

/** The `.sql` files of a folder, and what its tool keeps beside them, in no order that means anything. */
export function partsOf(all: Files) {
  const given = Object.entries(all)
    .map(([path, text]) => ({ path, text }))
    .sort((one, other) => (one.path < other.path ? -1 : 1));
  return {
    all: given,
    sql: given.filter(({ path }) => path.endsWith('.sql')),
    marks: given.filter(({ path }) => !path.endsWith('.sql')),
  };
}
