import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
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
import { schemaOf } from './drawnSchemas.js';

const sandbox = sandboxForCommands(['--build-time', '0.01']);

const roles = ['rights_a', 'rights_b'];
const empty: Snapshot = {
  ...{ schemas: [{ name: 'public', comment: undefined }], tables: [], others: [], rights: [], roles },
};

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
  'an owner is given, and comes back': {
    from: 'CREATE SCHEMA app;\nGRANT CREATE ON SCHEMA app TO rights_a;\nCREATE TABLE app.t (id int PRIMARY KEY);\nCREATE TABLE app.u (id int PRIMARY KEY);\nALTER TABLE app.u OWNER TO rights_a;',
    to: 'CREATE SCHEMA app;\nGRANT CREATE ON SCHEMA app TO rights_a;\nCREATE TABLE app.t (id int PRIMARY KEY);\nCREATE TABLE app.u (id int PRIMARY KEY);\nALTER TABLE app.t OWNER TO rights_a;',
    is: [
      'different owner of table app.t: admin → rights_a',
      'different owner of table app.u: rights_a → admin',
    ],
    steps: ['ALTER TABLE app.t OWNER TO rights_a', 'ALTER TABLE app.u OWNER TO admin'],
  },
  'a domain is given, one is made for another owner, and one comes back': {
    from: 'CREATE SCHEMA app;\nGRANT CREATE ON SCHEMA app TO rights_a;\nCREATE DOMAIN app.c AS int;\nCREATE DOMAIN app.d AS int;\nALTER DOMAIN app.d OWNER TO rights_a;',
    to: 'CREATE SCHEMA app;\nGRANT CREATE ON SCHEMA app TO rights_a;\nCREATE DOMAIN app.c AS int;\nALTER DOMAIN app.c OWNER TO rights_a;\nCREATE DOMAIN app.d AS int;\nCREATE DOMAIN app.e AS int;\nALTER DOMAIN app.e OWNER TO rights_a;',
    is: [
      'missing domain app.e',
      'different owner of domain app.c: admin → rights_a',
      'different owner of domain app.d: rights_a → admin',
      'different owner of domain app.e: admin → rights_a',
    ],
    steps: [
      'CREATE DOMAIN app.e AS integer',
      'ALTER DOMAIN app.c OWNER TO rights_a',
      'ALTER DOMAIN app.d OWNER TO admin',
      'ALTER DOMAIN app.e OWNER TO rights_a',
    ],
  },
  'what is made anew gets the owner that it has': {
    from: 'CREATE SCHEMA app;\nGRANT CREATE ON SCHEMA app TO rights_a;\nCREATE VIEW app.v AS SELECT 1 AS a;\nALTER VIEW app.v OWNER TO rights_a;',
    to: 'CREATE SCHEMA app;\nGRANT CREATE ON SCHEMA app TO rights_a;\nCREATE VIEW app.v AS SELECT 2 AS b;\nALTER VIEW app.v OWNER TO rights_a;\nCREATE TABLE app.n (id int PRIMARY KEY);\nALTER TABLE app.n OWNER TO rights_a;',
    is: [
      'missing table app.n',
      'different view app.v: its definition',
      'different owner of table app.n: admin → rights_a',
      'different owner of view app.v: admin → rights_a',
    ],
    steps: [
      'DROP VIEW app.v',
      'CREATE TABLE app.n (\n  id integer,\n  CONSTRAINT n_pkey PRIMARY KEY (id)\n)',
      'CREATE VIEW app.v AS\nSELECT 2 AS b',
      'ALTER TABLE app.n OWNER TO rights_a',
      'ALTER VIEW app.v OWNER TO rights_a',
    ],
  },
  'an identity is left to a person where the column may be NULL': {
    from: 'CREATE TABLE t (id int PRIMARY KEY, a bigint, b bigint NOT NULL);',
    to: 'CREATE TABLE t (id int PRIMARY KEY, a bigint GENERATED ALWAYS AS IDENTITY (CACHE 65536), b bigint GENERATED ALWAYS AS IDENTITY (CACHE 65536));',
    is: [
      'different column public.t.a: nullable → NOT NULL (by hand)',
      'different column public.t.a: identity none → always (CACHE 65536) (by hand)',
      'different column public.t.b: identity none → always (CACHE 65536)',
    ],
    steps: ['ALTER TABLE public.t ALTER COLUMN b ADD GENERATED ALWAYS AS IDENTITY (CACHE 65536)'],
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
  'rights are granted and taken': {
    from: `CREATE TABLE t (id int PRIMARY KEY, b int);
GRANT SELECT, DELETE ON t TO rights_a;
GRANT SELECT (b) ON t TO rights_b;
GRANT ALL ON t TO admin;
CREATE TABLE u (id int PRIMARY KEY);
GRANT SELECT ON u TO rights_b;
GRANT INSERT ON u TO rights_a WITH GRANT OPTION;
GRANT SELECT (id) ON u TO rights_b;
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql IMMUTABLE AS $$SELECT a$$;`,
    to: `CREATE SCHEMA "S";
CREATE SEQUENCE "S".q CACHE 1;
CREATE TABLE t (id int PRIMARY KEY, b int);
GRANT USAGE ON SCHEMA "S" TO rights_a;
GRANT USAGE ON SEQUENCE "S".q TO rights_a;
GRANT SELECT, INSERT ON t TO rights_a;
GRANT SELECT ON t TO rights_b WITH GRANT OPTION;
GRANT UPDATE (b) ON t TO rights_b;
CREATE TABLE u (id int PRIMARY KEY);
GRANT SELECT (id) ON u TO rights_b;
GRANT INSERT ON u TO rights_a;
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql IMMUTABLE AS $$SELECT a$$;
REVOKE EXECUTE ON FUNCTION f(int) FROM PUBLIC;`,
    is: [
      'missing schema S',
      'missing sequence S.q',
      'missing rights of rights_a on schema S: USAGE',
      'different rights of rights_a on table public.t: SELECT, DELETE → INSERT, SELECT',
      'missing rights of rights_b on table public.t: SELECT with grant option',
      'different rights of rights_b on column public.t.b: SELECT → UPDATE',
      'different rights of rights_a on table public.u: INSERT with grant option → INSERT',
      'extra rights of rights_b on table public.u: SELECT',
      'missing rights of rights_b on column public.u.id: SELECT',
      'extra rights of everybody on function public.f(integer): EXECUTE',
      'missing rights of rights_a on sequence S.q: USAGE',
    ],
    steps: [
      'CREATE SCHEMA "S"',
      'CREATE SEQUENCE "S".q CACHE 1',
      'GRANT USAGE ON SCHEMA "S" TO rights_a',
      'REVOKE DELETE ON TABLE public.t FROM rights_a',
      'GRANT INSERT ON TABLE public.t TO rights_a',
      'GRANT SELECT ON TABLE public.t TO rights_b WITH GRANT OPTION',
      'REVOKE SELECT (b) ON TABLE public.t FROM rights_b',
      'GRANT UPDATE (b) ON TABLE public.t TO rights_b',
      'REVOKE GRANT OPTION FOR INSERT ON TABLE public.u FROM rights_a',
      'REVOKE SELECT ON TABLE public.u FROM rights_b',
      'GRANT SELECT (id) ON TABLE public.u TO rights_b',
      'REVOKE EXECUTE ON FUNCTION public.f(integer) FROM PUBLIC',
      'GRANT USAGE ON SEQUENCE "S".q TO rights_a',
    ],
  },
  'rights by default change, and what is made again is granted again': {
    from: `ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO rights_a;
CREATE VIEW v AS SELECT 1 AS a;
GRANT INSERT ON v TO rights_b;`,
    to: `ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
CREATE TABLE t (id int PRIMARY KEY);
CREATE VIEW v AS SELECT 2 AS a;
GRANT INSERT ON v TO rights_b;`,
    is: [
      'missing table public.t',
      'different view public.v: its definition',
      'extra rights of rights_a on table public.t: SELECT',
      'extra rights of rights_a on view public.v: SELECT',
      'missing rights of rights_b on view public.v: INSERT',
      'extra rights of everybody on new functions: EXECUTE',
      'extra rights of rights_a on new tables in schema public: SELECT',
    ],
    steps: [
      'DROP VIEW public.v',
      'CREATE TABLE public.t (\n  id integer,\n  CONSTRAINT t_pkey PRIMARY KEY (id)\n)',
      'CREATE VIEW public.v AS\nSELECT 2 AS a',
      'REVOKE SELECT ON TABLE public.t FROM rights_a',
      'REVOKE SELECT ON TABLE public.v FROM rights_a',
      'GRANT INSERT ON TABLE public.v TO rights_b',
      'ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC',
      'ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE SELECT ON TABLES FROM rights_a',
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
  // An owner is given by who is a member of it
  before(() =>
    carryOut(
      sandbox.session(),
      roles.map((role) => `CREATE ROLE ${role};\nGRANT ${role} TO admin;\n`).join(''),
    ),
  );

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

  test('says which role a side lacks, and that a name may have changed', async () => {
    const session = sandbox.session();
    await bring(session, empty);
    const one = await snapshotNow(session);
    await carryOut(
      session,
      'CREATE TABLE old (id int PRIMARY KEY, a text);\nGRANT SELECT ON old TO rights_a;',
    );
    const old = await snapshotNow(session);
    const byHand = (from: Snapshot, to: Snapshot) =>
      differencesOf(from, to).flatMap(({ steps, byHand }) => (byHand ? [byHand, ...steps] : []));
    const grant = 'ON TABLE public.old';
    assert.deepEqual(byHand({ ...one, roles: [] }, old), [
      `There is no role rights_a: create it, and then: GRANT SELECT ${grant} TO rights_a;`,
    ]);
    const bare = { ...old, rights: [], roles: [] };
    assert.deepEqual(byHand(old, bare), [
      `The other side has no role rights_a. To take the rights from it: REVOKE SELECT ${grant} FROM rights_a;`,
    ]);
    await carryOut(session, 'ALTER TABLE old RENAME TO fresh;');
    const notes = async (from: Snapshot) =>
      stepsOf(differencesOf(from, await snapshotNow(session)), { losses: true }).flatMap(({ sql, note }) =>
        note === undefined ? [] : [`${sql}: ${note}`],
      );
    assert.deepEqual(await notes(old), [
      'DROP TABLE public.old: Its rows are gone. If it was renamed, this keeps them in place of both statements: ALTER TABLE public.old RENAME TO fresh;',
    ]);
    const fresh = await snapshotNow(session);
    await carryOut(session, 'ALTER TABLE fresh RENAME COLUMN a TO b;');
    assert.deepEqual(await notes(fresh), [
      'ALTER TABLE public.fresh DROP COLUMN a: Its values are gone. If it was renamed, this keeps them in place of both statements: ALTER TABLE public.fresh RENAME COLUMN a TO b;',
    ]);
    await carryOut(session, 'ALTER TABLE fresh ADD COLUMN c text;');
    assert.deepEqual(await notes(fresh), ['ALTER TABLE public.fresh DROP COLUMN a: Its values are gone.']);
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
      const [one, other] = [schemaOf(draw, roles), schemaOf(draw, roles)];
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
