import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Cell, Ending } from '../../src/connection/answer.js';
import type { Session } from '../../src/connection/session.js';
import { readSnapshot } from '../../src/connection/snapshot.js';
import { definitionIn } from '../../src/core/catalog/difference/definition.js';
import { differencesOf } from '../../src/core/catalog/difference/differences.js';
import type { OtherShape, Snapshot, TableShape } from '../../src/core/catalog/difference/snapshot.js';
import { stepsOf, stepText } from '../../src/core/catalog/difference/step.js';
import type {
  SequenceOptions,
  ServerColumn,
  ServerConstraint,
  ServerIndex,
} from '../../src/core/catalog/fromServer/model.js';
import { migrationsOf } from '../../src/core/project/migrations.js';
import { migrationFor } from '../../src/core/project/nextMigration.js';
import { apply } from '../../src/running/apply/apply.js';
import { historyOf } from '../../src/running/apply/history.js';
import { usualLedger } from '../../src/running/apply/ledger.js';
import { createTransactionLog, runScript } from '../../src/running/runScript.js';
import { planOf } from '../../src/running/steps.js';
import { type Counter, countSteps, growing } from '../countSteps.js';

// dsql diff, apply and run: twice as many objects, files or statements take twice the steps at each place of the code.

let counter: Counter;
before(() => {
  counter = countSteps();
});
after(() => counter.close());

const size = Number(process.env.GROWTH_SIZE ?? 40);

/** What runs less often than each part with each third other one says nothing. */
const least = (count: number) => (count * count) / 2.5;

async function assertLinear(work: (count: number) => unknown): Promise<void> {
  const steps = (count: number) => counter.stepsUntil(async () => work(count));
  await steps(5); // whatever is made once is made now
  assert.deepEqual(growing(await steps(size), await steps(2 * size), least(2 * size)), []);
}

const many = <One>(count: number, make: (at: number) => One): readonly One[] =>
  Array.from({ length: count }, (_none, at) => make(at));

// What a server says

const noComment = { comment: undefined, origin: undefined } as const;
const schemas = [{ name: 'public', comment: undefined }];
const nothing: Snapshot = { schemas, tables: [], others: [], rights: [], roles: [] };

const column = (name: string, given: Partial<ServerColumn> = {}): ServerColumn => ({
  ...{ ...noComment, name, relation: '1', number: 1, isNotNull: false, isInherited: false },
  ...{
    default: undefined,
    generated: undefined,
    identity: undefined,
    sequence: undefined,
    storage: undefined,
  },
  ...{ rights: undefined, type: { schema: 'pg_catalog', name: 'int4', modifiers: [], dimensions: 0 } },
  ...given,
});

const of = (type: string) => ({
  type: { schema: 'pg_catalog', name: type, modifiers: [], dimensions: 0 },
});

const inTable = { schema: 'public', table: 't', isValidated: true, isDeferrable: false } as const;

const check = (name: string, definition = 'CHECK (a > 0)'): ServerConstraint => ({
  ...{ ...noComment, ...inTable, kind: 'check', name, definition },
  condition: { text: 'a > 0', origin: undefined },
});

const unique = (name: string): ServerConstraint => ({
  ...{ ...noComment, ...inTable, kind: 'unique', name, definition: 'UNIQUE (a)' },
  ...{ columns: ['a'], included: [], index: name },
});

const foreignKey = (name: string, target: string): ServerConstraint => ({
  ...{ ...noComment, ...inTable, kind: 'foreign key', name, columns: ['a'], references: ['id'] },
  ...{
    definition: `FOREIGN KEY (a) REFERENCES public.${target}(id)`,
    onUpdate: 'no action',
    onDelete: 'no action',
  },
  target: { schema: 'public', name: target },
});

const index = (name: string, serves?: 'unique'): ServerIndex => ({
  ...{ ...noComment, oid: '2', relation: '1', schema: 'public', table: 't', name, method: 'btree' },
  ...{
    isUnique: serves !== undefined,
    isValid: true,
    hasDistinctNulls: true,
    included: [],
    predicate: undefined,
  },
  ...{ keys: [{ kind: 'column', column: 'a' }], constraint: undefined, serves, definition: '(a)' },
});

const table = (name: string, given: Partial<TableShape> = {}): TableShape => ({
  ...{ schema: 'public', name, comment: undefined, indexes: [], constraints: [] },
  columns: [column('id'), column('a')],
  ...given,
});

const other = (name: string, sql: string, given: Partial<OtherShape> = {}): OtherShape =>
  ({ schema: 'public', name, signature: '', kind: 'view', statements: [sql], ...given }) as OtherShape;

const numbers: SequenceOptions = {
  ...{ start: '1', increment: '1', minimum: '1', maximum: '9223372036854775807', cache: '65536' },
  isCycling: false,
};

const sequence = (name: string, options: SequenceOptions): OtherShape =>
  other(name, `CREATE SEQUENCE ${name} CACHE ${options.cache}`, {
    kind: 'sequence',
    details: { options, owner: undefined },
  });

const domain = (name: string, checks: readonly string[]): OtherShape =>
  other(name, `CREATE DOMAIN ${name} AS int ${checks.join(' ')}`, {
    kind: 'domain',
    details: { type: 'integer', default: undefined, isNotNull: false },
    checks: checks.map((definition, at) => ({ name: `c${at}`, definition })),
  });

const right = (grantee: string, privilege = 'SELECT') => ({ grantee, privilege, isGrantable: false });

/** What two sides have, by what grows. */
const pairs: Readonly<
  Record<string, (count: number) => readonly [from: Partial<Snapshot>, to: Partial<Snapshot>]>
> = {
  'tables of one side': (count) => [{}, { tables: many(count, (at) => table(`t${at}`)) }],
  'tables that both have': (count) => [
    { tables: many(count, (at) => table(`t${at}`)) },
    { tables: many(count, (at) => table(`t${at}`)) },
  ],
  'other tables': (count) => [
    { tables: many(count, (at) => table(`t${at}`)) },
    { tables: many(count, (at) => table(`u${at}`)) },
  ],
  'columns of one table': (count) => [
    { tables: [table('t')] },
    { tables: [table('t', { columns: many(count, (at) => column(`c${at}`)) })] },
  ],
  'columns that are renamed': (count) => [
    { tables: [table('t', { columns: many(count, (at) => column(`b${at}`)) })] },
    { tables: [table('t', { columns: many(count, (at) => column(`c${at}`)) })] },
  ],
  'columns with another type': (count) => [
    { tables: [table('t', { columns: many(count, (at) => column(`c${at}`)) })] },
    {
      tables: [
        table('t', {
          columns: many(count, (at) => column(`c${at}`, of('text'))),
          constraints: many(count, (at) => check(`k${at}`, `CHECK (c${at} > 0)`)),
          indexes: many(count, (at) => index(`i${at}`)),
        }),
      ],
    },
  ],
  'columns with comments, defaults and NOT NULL': (count) => [
    { tables: [table('t', { columns: many(count, (at) => column(`c${at}`)) })] },
    {
      tables: [
        table('t', {
          columns: many(count, (at) =>
            column(`c${at}`, {
              ...{
                comment: 'x',
                isNotNull: true,
                default: { text: '1', origin: undefined },
                storage: 'MAIN',
              },
            }),
          ),
        }),
      ],
    },
  ],
  'checks of one table': (count) => [
    { tables: [table('t', { constraints: many(count, (at) => check(`k${at}`)) })] },
    { tables: [table('t', { constraints: many(count, (at) => check(`k${at}`, 'CHECK (a > 1)')) })] },
  ],
  'unique constraints of one table': (count) => [
    { tables: [table('t')] },
    {
      tables: [
        table('t', {
          constraints: many(count, (at) => unique(`u${at}`)),
          indexes: many(count, (at) => index(`u${at}`, 'unique')),
        }),
      ],
    },
  ],
  'indexes of one table': (count) => [
    { tables: [table('t', { indexes: many(count, (at) => index(`i${at}`)) })] },
    { tables: [table('t', { indexes: many(count, (at) => index(`j${at}`)) })] },
  ],
  'foreign keys of one table': (count) => [
    { tables: [table('t'), ...many(count, (at) => table(`o${at}`))] },
    {
      tables: [
        table('t', { constraints: many(count, (at) => foreignKey(`f${at}`, `o${at}`)) }),
        ...many(count, (at) => table(`o${at}`)),
      ],
    },
  ],
  'a chain of foreign keys': (count) => [
    {},
    {
      tables: many(count, (at) => table(`t${at}`, { constraints: [foreignKey('f', `t${at + 1}`)] })),
    },
  ],
  'a chain of foreign keys that goes': (count) => [
    { tables: many(count, (at) => table(`t${at}`, { constraints: [foreignKey('f', `t${at + 1}`)] })) },
    {},
  ],
  'a ring of foreign keys': (count) => [
    {},
    {
      tables: many(count, (at) =>
        table(`t${at}`, { constraints: [foreignKey('f', `t${(at + 1) % count}`)] }),
      ),
    },
  ],
  'a chain of views': (count) => [
    {},
    { others: many(count, (at) => other(`v${at}`, `CREATE VIEW v${at} AS SELECT a FROM v${at + 1}`)) },
  ],
  'a chain of views whose table changes': (count) => [
    {
      tables: [table('t', { columns: [column('a')] })],
      others: many(count, (at) =>
        other(`v${at}`, `CREATE VIEW v${at} AS SELECT a FROM ${at === 0 ? 't' : `v${at - 1}`}`),
      ),
    },
    {
      tables: [table('t', { columns: [column('a', of('text'))] })],
      others: many(count, (at) =>
        other(`v${at}`, `CREATE VIEW v${at} AS SELECT a FROM ${at === 0 ? 't' : `v${at - 1}`}`),
      ),
    },
  ],
  'views of tables that change': (count) => [
    {
      tables: many(count, (at) => table(`t${at}`)),
      others: many(count, (at) => other(`v${at}`, `CREATE VIEW v${at} AS SELECT a FROM t${at}`)),
    },
    {
      tables: many(count, (at) => table(`t${at}`, { columns: [column('a', of('text'))] })),
      others: many(count, (at) => other(`v${at}`, `CREATE VIEW v${at} AS SELECT a FROM t${at}`)),
    },
  ],
  'views of one name': (count) => {
    const others = many(count, (at) =>
      other('v', `CREATE VIEW s${at}.v AS SELECT 1 FROM s.v`, { schema: `s${at}` }),
    );
    return [{}, { schemas: many(count, (at) => ({ name: `s${at}`, comment: undefined })), others }];
  },
  'functions beside new tables': (count) => [
    {},
    {
      tables: many(count, (at) => table(`t${at}`)),
      others: many(count, (at) =>
        other(`f${at}`, `CREATE FUNCTION f${at}() RETURNS int LANGUAGE sql AS $$ SELECT a FROM t${at} $$`, {
          kind: 'function',
        }),
      ),
    },
  ],
  'functions of one name': (count) => [
    {},
    {
      others: many(count, (at) =>
        other('f', `CREATE FUNCTION f(a t${at}) RETURNS int RETURN 1`, {
          kind: 'function',
          signature: `t${at}`,
        }),
      ),
    },
  ],
  'sequences with other numbers': (count) => [
    { others: many(count, (at) => sequence(`s${at}`, numbers)) },
    { others: many(count, (at) => sequence(`s${at}`, { ...numbers, cache: '1' })) },
  ],
  'checks of one domain': (count) => [
    {
      others: [
        domain(
          'd',
          many(count, (at) => `CHECK (VALUE > ${at})`),
        ),
      ],
    },
    {
      others: [
        domain(
          'd',
          many(count, (at) => `CHECK (VALUE > ${at + 1})`),
        ),
      ],
    },
  ],
  schemas: (count) => [
    { schemas: many(count, (at) => ({ name: `s${at}`, comment: undefined })) },
    { schemas: many(count, (at) => ({ name: `u${at}`, comment: 'x' })) },
  ],
  'roles with rights on one table': (count) => {
    const roles = many(count, (at) => `r${at}`);
    const rights = [
      { on: 'TABLE public.t', owner: 'o', isOwn: false, rights: roles.map((role) => right(role)) },
    ];
    return [
      { tables: [table('t')], roles },
      { tables: [table('t')], roles, rights },
    ];
  },
  'roles that lose rights on one table and its columns': (count) => {
    const roles = many(count, (at) => `r${at}`);
    const tables = [table('t', { columns: many(count, (at) => column(`c${at}`)) })];
    const rights = [
      { on: 'TABLE public.t', owner: 'o', isOwn: false, rights: roles.map((role) => right(role)) },
      ...many(count, (at) => ({
        on: `COLUMN public.t.c${at}`,
        owner: 'o',
        isOwn: false,
        rights: [right(`r${at}`)],
      })),
    ];
    return [
      { tables, roles, rights },
      { tables, roles },
    ];
  },
  'rights on tables for roles that one side lacks': (count) => [
    { tables: many(count, (at) => table(`t${at}`)) },
    {
      tables: many(count, (at) => table(`t${at}`)),
      roles: many(count, (at) => `r${at}`),
      rights: many(count, (at) => ({
        on: `TABLE public.t${at}`,
        owner: 'o',
        isOwn: false,
        rights: [right(`r${at}`)],
      })),
    },
  ],
  'default rights of schemas': (count) => [
    {},
    {
      roles: ['r'],
      schemas: many(count, (at) => ({ name: `s${at}`, comment: undefined })),
      rights: many(count, (at) => ({
        on: `TABLES IN SCHEMA s${at}`,
        owner: 'o',
        isOwn: false,
        rights: [right('r')],
      })),
    },
  ],
};

describe('What differs takes twice the steps when there is twice as much', () => {
  for (const [title, make] of Object.entries(pairs))
    test(title, () =>
      assertLinear((count) => {
        const [from, to] = make(count).map((given): Snapshot => ({ ...nothing, ...given }));
        assert.ok(from && to);
        for (const [one, another] of [
          [from, to],
          [to, from],
        ] as const) {
          const differences = differencesOf(one, another);
          for (const losses of [true, false]) stepsOf(differences, { losses }).map(stepText);
          migrationFor({ layout: 'numbered', migrations: [], lists: [] }, differences, {
            name: 'next',
            losses: true,
            back: differencesOf(another, one),
            now: 0,
          });
          const last = differences.at(-1);
          if (last) definitionIn(another, last.object);
        }
      }),
    );

  test('of long chains and rings nothing overflows', () => {
    for (const title of ['a chain of foreign keys', 'a ring of foreign keys', 'a chain of views']) {
      const [from, to] = pairs[title]?.(20_000).map((given): Snapshot => ({ ...nothing, ...given })) ?? [];
      assert.ok(from && to);
      assert.equal(differencesOf(from, to).length, 20_000);
    }
  });
});

// A server that answers each question, and counts each change as done

/** Cells by the names of a question's columns; what is not named is NULL. */
const cellsOf = (sql: string, values: Readonly<Record<string, string>>): readonly Cell[] =>
  [...(sql.split('\nFROM ')[0] ?? '').matchAll(/ AS "?(\w+)"?(?:,\n|$)/g)].map(
    ([, name = '']) => values[name] ?? null,
  );

test('the schema of a server takes twice the steps to read when it has twice as many objects', () =>
  assertLinear(async (count) => {
    const kinds = ['r', 'v', 'S'];
    const ask = async (sql: string) => {
      // One object is asked for by its oid
      const rows = (make: (at: number) => Readonly<Record<string, string>>) =>
        many(/\$1::oid\b(?!\[)/.test(sql) && !/namespace = \$1/.test(sql) ? 1 : count, (at) =>
          cellsOf(sql, make(at)),
        );
      if (/FROM pg_catalog\.pg_namespace n\nLEFT/.test(sql))
        return [cellsOf(sql, { oid: '1', name: 'public' })];
      const owned = { schema: 'public', owner: 'o', list: '{r=r/o}' };
      const facts = (at: number) => ({ ...owned, oid: `${at}`, name: `n${at}`, relation: `${at}` });
      return rows((at) => ({
        ...facts(at),
        ...{
          kind: kinds[at % 3] ?? 'r',
          table: `n${at}`,
          definition: 'CHECK (a > 0)',
          type: 'c',
          typeName: 'int4',
        },
      }));
    };
    const { tables, others } = await readSnapshot(ask, () => false);
    assert.ok(tables.length > count / 4 && others.length > count);
  }));

const done = (sql: string): Ending => ({ kind: 'done', tag: sql.split(' ')[0] ?? '', rows: 1, time: 0 });

/** A session of which the transactions are told, and no more. */
function countingSession(): Session {
  let isOpen = false;
  return {
    connect: async () => undefined,
    close: async () => undefined,
    settings: () => [],
    transaction: () => (isOpen ? 'open' : 'none'),
    query: async (sql: string) => (/^SELECT 1 FROM/.test(sql) ? [['1']] : []),
    run: async ({ sql }: { readonly sql: string }) => {
      if (/^BEGIN/i.test(sql)) isOpen = true;
      if (/^(?:COMMIT|ROLLBACK)/i.test(sql)) isOpen = false;
      return done(sql);
    },
  } as unknown as Session;
}

const folders: Readonly<
  Record<string, (count: number) => readonly (readonly [path: string, text: string])[]>
> = {
  'rows of one file': (count) => [
    ['0001.sql', many(count, (at) => `INSERT INTO t VALUES (${at});\n`).join('')],
  ],
  'definitions of one file': (count) => [
    ['0001.sql', many(count, (at) => `CREATE TABLE t${at} (id int PRIMARY KEY);\n`).join('')],
  ],
  'settings of one file': (count) => [
    ['0001.sql', many(count, (at) => `SET statement_timeout = ${at};\n`).join('')],
  ],
  'a written transaction': (count) => [
    ['0001.sql', `BEGIN;\n${many(count, (at) => `INSERT INTO t VALUES (${at});\n`).join('')}COMMIT;\n`],
  ],
  'parts that go back': (count) => [
    [
      '0001.sql',
      many(
        count,
        (at) =>
          `-- +goose Up\nINSERT INTO t VALUES (${at});\n-- +goose Down\nDELETE FROM t WHERE a = ${at};\n`,
      ).join(''),
    ],
  ],
  'commands of psql': (count) => [
    ['0001.sql', many(count, (at) => `\\echo ${at}\nSELECT ${at};\n`).join('')],
  ],
  files: (count) =>
    many(count, (at) => [`${String(at).padStart(4, '0')}.sql`, `INSERT INTO t VALUES (${at});\n`]),
  'files of a journal': (count) => [
    ...many(count, (at) => [`${at}_a.sql`, `INSERT INTO t VALUES (${at});\n`] as const),
    ['meta/_journal.json', JSON.stringify({ entries: many(count, (at) => ({ tag: `${at}_a`, when: at })) })],
  ],
};

describe('Migrations take twice the steps to apply when there are twice as many', () => {
  const wanted = (files: readonly (readonly [path: string, text: string])[], isDryRun: boolean) => ({
    ...{ open: countingSession, ledger: usualLedger, holder: 'me', retries: 0, lease: 30, patience: 0 },
    files: migrationsOf(files.map(([path, text]) => ({ path, text }))).migrations.map(
      ({ path, text, isRepeatable, isBaseline }) => ({ name: path, text, isRepeatable, isBaseline }),
    ),
    history: async () => ({ tool: undefined, applied: new Set<string>() }),
    mayApply: async () => [],
    ...{ allowsLate: false, acceptsChanges: false, takesOver: false, isDryRun, unknown: 'again' as const },
    ...{ isCanceled: () => false, tell: () => undefined, now: () => 0, random: () => 0.5 },
    ...{ wait: async () => undefined, repeat: () => ({ dispose: () => undefined }) },
  });
  for (const [title, make] of Object.entries(folders))
    test(title, () =>
      assertLinear(async (count) => {
        for (const isDryRun of [true, false]) {
          const { kind } = await apply(wanted(make(count), isDryRun));
          assert.equal(kind, title === 'commands of psql' ? 'refused' : 'done');
        }
      }),
    );

  test('that another tool has written down', () =>
    assertLinear(async (count) => {
      const { migrations } = migrationsOf(
        many(count, (at) => ({ path: `V${at + 1}__a.sql`, text: `SELECT ${at};` })),
      );
      const rows = many(2 * count, (at) => [
        String((at >> 1) + 1),
        at % 4 === 1 ? 'UNDO_SQL' : 'SQL',
        `V${(at >> 1) + 1}__a.sql`,
        '1',
        't',
      ]);
      const session = {
        query: async (sql: string) =>
          /^SELECT format/.test(sql) ? [['public.flyway_schema_history']] : rows,
      };
      const means = { migrations, journal: undefined, nameOf: ({ path }: { readonly path: string }) => path };
      const { applied } = await historyOf(session, undefined, means);
      assert.equal(applied.size, Math.floor(count / 2));
    }));
});

describe('Statements take twice the steps to run when there are twice as many', () => {
  for (const [title, make] of Object.entries(folders))
    test(title, () =>
      assertLinear(async (count) => {
        for (const [path, text] of make(count)) {
          if (!path.endsWith('.sql')) continue;
          const { steps } = planOf(text);
          const { kind } = await runScript(steps, {
            ...{ session: countingSession(), uri: 'file:///a.sql', pageSize: 10, retries: 1 },
            transaction: createTransactionLog(),
            sink: {
              statement: () => ({
                ...{ columns: () => undefined, rows: () => undefined, notice: () => undefined },
                ...{ pause: () => undefined, done: () => undefined, fail: () => undefined },
              }),
              end: () => undefined,
            },
            ...{ repeatTransaction: async () => false, progress: () => undefined, isCanceled: () => false },
            ...{ random: () => 0.5, wait: async () => undefined },
          });
          assert.equal(kind, 'done');
        }
      }),
    );
});
