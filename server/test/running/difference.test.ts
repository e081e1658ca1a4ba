import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Session } from '../../src/connection/session.js';
import { readSnapshot } from '../../src/connection/snapshot.js';
import { definitionIn } from '../../src/core/catalog/difference/definition.js';
import { differencesOf } from '../../src/core/catalog/difference/differences.js';
import type { Snapshot } from '../../src/core/catalog/difference/snapshot.js';
import { stepsOf } from '../../src/core/catalog/difference/step.js';
import { migrationsOf } from '../../src/core/project/migrations.js';
import { unitsOf } from '../../src/running/apply/units.js';
import { createTransactionLog, runScript } from '../../src/running/runScript.js';
import { planOf } from '../../src/running/steps.js';
import { waitForJob } from '../../src/running/waitForJob.js';
import { sandboxForCommands } from '../cli/sandboxed.js';
import { layoutFixtures, partsOf } from '../core/layoutFixtures.js';
import { randomFrom } from '../random.js';

const sandbox = sandboxForCommands(['--build-time', '0.01']);

const empty: Snapshot = { schemas: [{ name: 'public', comment: undefined }], tables: [], others: [] };

const snapshotNow = (session: Session): Promise<Snapshot> => readSnapshot(session.query, () => false);

/** Runs statements one by one, and waits for their jobs. */
async function carryOut(session: Session, sql: string): Promise<void> {
  for (const step of planOf(sql).steps) {
    const jobs: string[] = [];
    const end = await runScript([step], {
      ...{ session, uri: undefined, pageSize: undefined, retries: 20, transaction: createTransactionLog() },
      sink: {
        statement: () => ({
          columns: () => undefined,
          rows: (rows) => jobs.push(...(/\basync\b/i.test(step.sql) ? rows.flatMap(([id]) => id ?? []) : [])),
          notice: () => undefined,
          pause: () => undefined,
          done: () => undefined,
          fail: () => undefined,
        }),
        end: () => undefined,
      },
      ...{ repeatTransaction: async () => false, progress: () => undefined, isCanceled: () => false },
      ...{ random: () => 0.5, wait: async () => undefined },
    });
    assert.equal(
      end.kind,
      'done',
      `${step.sql}: ${end.kind === 'failed' ? end.failure.message : ''}\n${sql}`,
    );
    for (const id of jobs)
      await waitForJob(id, {
        ...{ ask: session.query, sql: step.sql, isCanceled: () => false, now: () => 0 },
        wait: async () => undefined,
      });
  }
}

/** Brings the sandbox from what it is to a snapshot, data or not. */
async function bring(session: Session, to: Snapshot): Promise<string> {
  const steps = stepsOf(differencesOf(await snapshotNow(session), to), { losses: true });
  const sql = steps.map((step) => `${step.sql};\n`).join('');
  await carryOut(session, sql);
  return sql;
}

interface Change {
  readonly from: string;
  readonly to: string;
  /** As `missing column public.t.b: integer`. */
  readonly is: readonly string[];
  /** The statements, those that lose data too. */
  readonly steps: readonly string[];
}

const changes: Readonly<Record<string, Change>> = {
  'a column with a default is added without it': {
    from: 'CREATE TABLE t (id int PRIMARY KEY);',
    to: "CREATE TABLE t (id int PRIMARY KEY, b text DEFAULT 'x');",
    is: ['missing column public.t.b: text'],
    steps: ["ALTER TABLE public.t ADD COLUMN b text, ALTER COLUMN b SET DEFAULT 'x'::text"],
  },
  'a column that goes loses data': {
    from: 'CREATE TABLE t (id int PRIMARY KEY, b int);',
    to: 'CREATE TABLE t (id int PRIMARY KEY);',
    is: ['extra column public.t.b (loses data)'],
    steps: ['ALTER TABLE public.t DROP COLUMN b'],
  },
  'another type takes another column': {
    from: 'CREATE TABLE t (id int PRIMARY KEY, b int);\nCREATE INDEX ASYNC i ON t (b);',
    to: 'CREATE TABLE t (id int PRIMARY KEY, b bigint);\nCREATE INDEX ASYNC i ON t (b);',
    is: [
      'different column public.t.b: integer → bigint (loses data)',
      'different index public.i: its column (loses data)',
    ],
    steps: [
      'DROP INDEX public.i',
      'ALTER TABLE public.t ADD COLUMN b_new bigint',
      'UPDATE public.t SET b_new = b::bigint',
      'ALTER TABLE public.t DROP COLUMN b',
      'ALTER TABLE public.t RENAME COLUMN b_new TO b',
      'CREATE INDEX ASYNC i ON public.t (b)',
    ],
  },
  'NOT NULL is left to a person, and goes by itself': {
    from: 'CREATE TABLE t (id int PRIMARY KEY, a int NOT NULL, b int);',
    to: 'CREATE TABLE t (id int PRIMARY KEY, a int, b int NOT NULL);',
    is: [
      'different column public.t.a: NOT NULL → nullable',
      'different column public.t.b: nullable → NOT NULL (by hand)',
    ],
    steps: ['ALTER TABLE public.t ALTER COLUMN a DROP NOT NULL'],
  },
  'a primary key is left to a person': {
    from: 'CREATE TABLE t (a int, b int, PRIMARY KEY (a));',
    to: 'CREATE TABLE t (a int NOT NULL, b int, PRIMARY KEY (a, b));',
    is: [
      'different column public.t.b: nullable → NOT NULL (by hand)',
      'different primary key of public.t: PRIMARY KEY (a) → PRIMARY KEY (a, b) (by hand)',
    ],
    steps: [],
  },
  'a check is added unchecked, and checked by a job': {
    from: 'CREATE TABLE t (id int PRIMARY KEY);',
    to: 'CREATE TABLE t (id int PRIMARY KEY, CONSTRAINT c CHECK (id > 0));',
    is: ['missing constraint public.t.c: CHECK ((id > 0))'],
    steps: [
      'ALTER TABLE public.t ADD CONSTRAINT c CHECK ((id > 0)) NOT VALID',
      'ALTER TABLE ASYNC public.t VALIDATE CONSTRAINT c',
    ],
  },
  'a unique constraint begins as an index': {
    from: 'CREATE TABLE t (id int PRIMARY KEY, a int);',
    to: 'CREATE TABLE t (id int PRIMARY KEY, a int, CONSTRAINT u UNIQUE (a));',
    is: ['missing constraint public.t.u: UNIQUE (a)'],
    steps: [
      'CREATE UNIQUE INDEX ASYNC u ON public.t (a)',
      'ALTER TABLE public.t ADD CONSTRAINT u UNIQUE USING INDEX u',
    ],
  },
  'tables come behind those that they refer to, and a circle is closed behind them': {
    from: '',
    to: `CREATE TABLE a (id int PRIMARY KEY, b int);
CREATE TABLE b (id int PRIMARY KEY, a int REFERENCES a (id));
ALTER TABLE a ADD CONSTRAINT f FOREIGN KEY (b) REFERENCES b (id) NOT VALID;
ALTER TABLE ASYNC a VALIDATE CONSTRAINT f;`,
    is: ['missing table public.b', 'missing table public.a'],
    steps: [
      'CREATE TABLE public.b (\n  id integer,\n  a integer,\n  CONSTRAINT b_pkey PRIMARY KEY (id)\n)',
      'CREATE TABLE public.a (\n  id integer,\n  b integer,\n  CONSTRAINT a_pkey PRIMARY KEY (id),\n  CONSTRAINT f FOREIGN KEY (b) REFERENCES public.b(id)\n)',
      'ALTER TABLE public.b ADD CONSTRAINT b_a_fkey FOREIGN KEY (a) REFERENCES public.a(id) NOT VALID',
      'ALTER TABLE ASYNC public.b VALIDATE CONSTRAINT b_a_fkey',
    ],
  },
  'a view makes room for what is dropped below it': {
    from: 'CREATE TABLE t (id int PRIMARY KEY, b int);\nCREATE VIEW v AS SELECT id FROM t;\nCREATE VIEW w AS SELECT id FROM v;',
    to: 'CREATE TABLE t (id int PRIMARY KEY);\nCREATE VIEW v AS SELECT id FROM t;\nCREATE VIEW w AS SELECT id FROM v;',
    is: [
      'extra column public.t.b (loses data)',
      'different view public.v: created again after its tables',
      'different view public.w: created again after its tables',
    ],
    steps: [
      'DROP VIEW public.w',
      'DROP VIEW public.v',
      'ALTER TABLE public.t DROP COLUMN b',
      'CREATE VIEW public.v AS\nSELECT id\n   FROM t',
      'CREATE VIEW public.w AS\nSELECT id\n   FROM v',
    ],
  },
  'sequences and comments change where they are': {
    from: "CREATE SEQUENCE s CACHE 1;\nCREATE TABLE t (id int PRIMARY KEY);\nCOMMENT ON TABLE t IS 'one';",
    to: 'CREATE SEQUENCE s INCREMENT BY 2 CACHE 65536;\nCREATE TABLE t (id int PRIMARY KEY);',
    is: ['different table public.t: comment', 'different sequence public.s: its numbers'],
    steps: [
      'ALTER SEQUENCE public.s INCREMENT BY 2 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 65536 NO CYCLE',
      'COMMENT ON TABLE public.t IS NULL',
    ],
  },
  'what a domain must hold is left to a person': {
    from: 'CREATE DOMAIN d AS int;',
    to: 'CREATE DOMAIN d AS int NOT NULL CHECK (VALUE > 0);',
    is: ['different domain public.d: its definition (by hand)'],
    steps: [],
  },
  'a function is made anew, and a domain is changed': {
    from: 'CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql IMMUTABLE AS $$SELECT a$$;\nCREATE DOMAIN d AS int CHECK (VALUE > 0);',
    to: 'CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql IMMUTABLE AS $$SELECT a + 1$$;\nCREATE DOMAIN d AS int DEFAULT 1;',
    is: ['different domain public.d: its definition', 'different function public.f(integer): its definition'],
    steps: [
      'ALTER DOMAIN public.d SET DEFAULT 1',
      'ALTER DOMAIN public.d DROP CONSTRAINT IF EXISTS d_check',
      'DROP FUNCTION public.f(integer)',
      'CREATE FUNCTION public.f(a integer)\nRETURNS integer\nLANGUAGE sql\nIMMUTABLE\nAS $$SELECT a + 1$$',
    ],
  },
};

const facts = (from: Snapshot, to: Snapshot): readonly string[] =>
  differencesOf(from, to).map(({ kind, object, detail, losesData, byHand }) =>
    [
      `${kind} ${object}${detail && `: ${detail}`}`,
      ...(losesData ? ['(loses data)'] : []),
      ...(byHand === undefined ? [] : ['(by hand)']),
    ].join(' '),
  );

describe('The difference of two schemas', () => {
  for (const [name, { from, to, is, steps }] of Object.entries(changes))
    test(name, async () => {
      const session = sandbox.session();
      await bring(session, empty);
      await carryOut(session, to);
      const after = await snapshotNow(session);
      await bring(session, empty);
      await carryOut(session, from);
      const before = await snapshotNow(session);
      assert.deepEqual(facts(before, after), is);
      assert.deepEqual(
        stepsOf(differencesOf(before, after), { losses: true }).map(({ sql }) => sql),
        steps,
      );
      assert.deepEqual([facts(before, before), facts(after, after)], [[], []]);
      // What is missing on one side has a definition on the other one only.
      for (const { kind, object } of differencesOf(before, after)) {
        const isTable = /^table |^schema |^(?:view|function|sequence|domain) /.test(object);
        if (isTable) assert.equal(definitionIn(before, object) === '', kind === 'missing', object);
        if (kind !== 'extra') assert.notEqual(definitionIn(after, object), '', object);
      }
      await bring(session, after);
      const left = facts(await snapshotNow(session), after);
      assert.deepEqual(
        left,
        is.filter((fact) => fact.endsWith('(by hand)')),
      );
      await bring(session, empty);
    });

  test('is none between the folders of two tools with the same migrations, nor of one and itself', async () => {
    const session = sandbox.session();
    let first: Snapshot | undefined;
    for (const [name, files] of Object.entries(layoutFixtures)) {
      await bring(session, empty);
      const { migrations } = migrationsOf(partsOf(files).all);
      const units = migrations.flatMap(({ text }) => unitsOf(text).units);
      await carryOut(session, units.map(({ sql }) => `${sql}\n`).join(''));
      const made = await snapshotNow(session);
      assert.deepEqual([facts(made, made), facts(first ?? made, made)], [[], []], name);
      first ??= made;
    }
    assert.equal(first?.tables.length, 2);
    await bring(session, empty);
  });

  test('is gone behind its steps, over generated pairs of schemas', async () => {
    const session = sandbox.session();
    for (let pair = 0; pair < pairs; pair++) {
      const draw = randomFrom(seed + pair);
      const [one, other] = [schemaOf(draw), schemaOf(draw)];
      await bring(session, empty);
      await carryOut(session, other);
      const after = await snapshotNow(session);
      assert.deepEqual(facts(after, after), []);
      await bring(session, empty);
      await carryOut(session, one);
      const steps = await bring(session, after);
      const left = differencesOf(await snapshotNow(session), after).filter(
        ({ byHand }) => byHand === undefined,
      );
      assert.deepEqual(left, [], `seed ${seed + pair}:\n${one}\n--- to\n${other}\n--- by\n${steps}`);
    }
    await bring(session, empty);
    assert.deepEqual(facts(await snapshotNow(session), empty), []);
  });
});

const pairs = Number(process.env.DSQL_PAIRS ?? 8);
const seed = Number(process.env.DSQL_SEED ?? 1);

const types = [
  'integer',
  'bigint',
  'text',
  'varchar(20)',
  'numeric(8,2)',
  'boolean',
  'date',
  'timestamptz',
  'uuid',
];
const defaults: Readonly<Record<string, string>> = {
  integer: '7',
  text: "'x'",
  boolean: 'true',
  uuid: 'gen_random_uuid()',
  timestamptz: 'now()',
};

/** A small schema, whose names are of a few, so that two have much in common. */
function schemaOf(draw: () => number): string {
  const oneOf = <One>(all: readonly One[]): One | undefined => all[Math.floor(draw() * all.length)];
  const may = (share: number) => draw() < share;
  const statements: string[] = [];
  if (may(0.5)) statements.push(`CREATE SEQUENCE s INCREMENT BY ${1 + Math.floor(draw() * 3)} CACHE 65536`);
  if (may(0.5))
    statements.push(
      `CREATE DOMAIN d AS int${may(0.5) ? ' DEFAULT 3' : ''}${may(0.5) ? ' CHECK (VALUE > 0)' : ''}`,
    );
  if (may(0.5))
    statements.push(
      `CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql IMMUTABLE AS $$SELECT a + ${Math.floor(draw() * 3)}$$`,
    );
  const tables = ['t0', 't1', 't2', 't3'].filter(() => may(0.7));
  for (const [at, table] of tables.entries()) {
    const columns = ['a', 'b', 'c', 'd'].filter(() => may(0.7));
    const items = ['id bigint PRIMARY KEY'];
    for (const column of columns) {
      const type = oneOf(types) ?? 'text';
      const value = may(0.3) ? defaults[type] : undefined;
      items.push(`${column} ${type}${value ? ` DEFAULT ${value}` : ''}${may(0.2) ? ' NOT NULL' : ''}`);
    }
    const earlier = oneOf(tables.slice(0, at));
    if (earlier && may(0.5)) items.push(`e bigint REFERENCES ${earlier} (id)`);
    if (may(0.3)) items.push(`CONSTRAINT ${table}_k CHECK (id > ${Math.floor(draw() * 3)})`);
    const unique = oneOf(columns);
    if (unique && may(0.3)) items.push(`CONSTRAINT ${table}_u UNIQUE (${unique})`);
    statements.push(`CREATE TABLE ${table} (${items.join(', ')})`);
    for (const column of columns)
      if (may(0.3))
        statements.push(
          `CREATE ${may(0.3) ? 'UNIQUE ' : ''}INDEX ASYNC ${table}_${column}_i ON ${table} (${column})`,
        );
    if (may(0.4))
      statements.push(
        `CREATE VIEW ${table}_v AS SELECT ${['id', ...columns.filter(() => may(0.5))].join(', ')} FROM ${table}`,
      );
    if (may(0.3)) statements.push(`COMMENT ON TABLE ${table} IS 'c${Math.floor(draw() * 3)}'`);
  }
  return statements.map((sql) => `${sql};\n`).join('');
}
