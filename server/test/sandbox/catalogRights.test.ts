import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import pg from 'pg';
import { effectOf, statementKinds } from '../../src/core/semantics/effect.js';

import type { StatementKind } from '../../src/core/syntax/node.js';
import { engineState } from './engineState.js';
import { type Local, startLocal } from './local.js';
import { forms } from './redTeamForms.js';

// What PostgreSQL itself lists, so that nothing is missing because nobody thought of it.

let local: Local;
let superuser: pg.Client;
let untouched: unknown;
const sentinel = join(tmpdir(), `dsql-catalog-${process.pid}`);
const secret = 'SCRAM-SHA-256$4096';
const roles = ['admin', 'plain'] as const;

before(async () => {
  local = await startLocal();
  superuser = new pg.Client(local.engine.connection);
  await superuser.connect();
  await superuser.query("CREATE ROLE plain LOGIN; CREATE ROLE guarded PASSWORD 'secret'");
  for (const role of roles) await superuser.query(`CREATE SCHEMA of_${role} AUTHORIZATION ${role}`);
  untouched = await engineState(superuser);
});
after(async () => {
  await superuser.end();
  await local.close();
});

const firstOf = async (sql: string, values: readonly string[] = []): Promise<readonly unknown[]> => {
  const { rows } = await superuser.query({ text: sql, values: [...values], rowMode: 'array' });
  return rows.map(([value]) => value);
};

for (const role of roles) {
  describe(`as ${role}`, () => {
    test('no function can be called that PostgreSQL or the sandbox keeps from everybody', async () => {
      const guarded = `SELECT p.oid::regprocedure::text FROM pg_proc p WHERE NOT EXISTS
        (SELECT FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a WHERE a.grantee = 0)`;
      assert.ok((await firstOf(guarded)).length > 75);
      assert.deepEqual(
        await firstOf(`${guarded} AND has_function_privilege($1, p.oid, 'EXECUTE')`, [role]),
        role === 'admin' ? ['sys.map_iam(text,text,text)'] : [],
      );
    });

    test('no setting of the server can be made, and no catalog changed', async () => {
      assert.deepEqual(
        await firstOf(
          `SELECT name FROM pg_settings
           WHERE context <> 'user' AND has_parameter_privilege($1, name, 'SET')
             OR has_parameter_privilege($1, name, 'ALTER SYSTEM')`,
          [role],
        ),
        [],
      );
      assert.deepEqual(
        await firstOf(
          `SELECT oid::regclass::text FROM pg_class
           WHERE relnamespace IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace, 'sys'::regnamespace)
             AND relkind IN ('r', 'v', 'p', 'm', 'f')
             AND has_table_privilege($1, oid, 'INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')`,
          [role],
        ),
        [],
      );
    });

    test('no role is reached but those that the role has made, and no language that is not trusted', async () => {
      assert.deepEqual(
        await firstOf("SELECT rolname FROM pg_roles WHERE rolname <> $1 AND pg_has_role($1, oid, 'MEMBER')", [
          role,
        ]),
        [],
      );
      assert.deepEqual(
        await firstOf(
          "SELECT lanname FROM pg_language WHERE lanpltrusted AND has_language_privilege($1, oid, 'USAGE') ORDER BY 1",
          [role],
        ),
        ['plpgsql', 'sql'],
      );
    });

    test('no function of PostgreSQL changes anything or tells a secret, whatever it is given', async (context) => {
      const client = await local.slip(role);
      await client.query(`SET search_path = of_${role}; SET statement_timeout = '2s'`);
      const pid = (await superuser.query('SELECT pg_backend_pid() AS pid')).rows[0].pid;
      const counts = { calls: 0, answered: 0 };
      const told: string[] = [];
      for (const values of [
        valuesOf(pid, '/etc/passwd'),
        valuesOf(pid, 'PG_VERSION'),
        valuesOf(10, sentinel),
        valuesOf(1, 'SELECT * FROM pg_catalog.pg_authid'),
      ])
        for (const call of await callsOf(values)) {
          counts.calls++;
          const answer = await client
            .query(
              `SELECT coalesce(left(string_agg(told::text, ' '), 100000), '') AS told FROM (SELECT ${call} AS told LIMIT 100) told`,
            )
            .then(
              ({ rows }) => String(rows[0]?.told),
              () => undefined,
            );
          if (answer === undefined) continue;
          counts.answered++;
          if (answer.includes(secret) || answer.includes('root:') || answer === '16\n') told.push(call);
        }
      await client.end();
      context.diagnostic(`${counts.calls} calls, ${counts.answered} of them answered`);
      assert.ok(counts.answered > 2_000);
      assert.deepEqual(told, []);
      assert.deepEqual(await engineState(superuser), untouched);
      assert.equal(existsSync(sentinel), false);
    });
  });
}

/** A value of each type that functions take. */
const valuesOf = (number: number, text: string): Readonly<Record<string, string>> => {
  const quoted = `'${text}'`;
  return {
    text: quoted,
    name: quoted,
    cstring: `${quoted}::cstring`,
    varchar: quoted,
    bpchar: quoted,
    unknown: quoted,
    int2: '1',
    int4: String(number),
    int8: String(number),
    oid: '10',
    bool: 'true',
    float8: '0.001',
    float4: '0.001',
    numeric: '1',
    interval: "'1 ms'",
    regclass: "'pg_catalog.pg_authid'",
    regproc: "'pg_catalog.now'",
    regnamespace: "'pg_catalog'",
    regrole: "'pg_monitor'",
    bytea: "'abc'",
    xml: "'<a/>'",
    json: "'{}'",
    jsonb: "'{}'",
    timestamp: "'2026-01-01'",
    timestamptz: "'2026-01-01'",
    date: "'2026-01-01'",
    xid: "'3'",
    xid8: "'3'",
    pg_lsn: "'0/0'",
    tid: "'(0,1)'",
    tsquery: "'a'",
    tsvector: "'a'",
    _text: `ARRAY[${quoted}]`,
    _name: `ARRAY[${quoted}]::name[]`,
    _int4: 'ARRAY[1]',
    anyelement: '1',
    anyarray: 'ARRAY[1]',
    any: '1',
    refcursor: quoted,
    char: "'a'",
  };
};

/** A call of each function of PostgreSQL's whose arguments have values. */
async function callsOf(values: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { rows } = await superuser.query(`SELECT quote_ident(p.proname) AS name,
      ARRAY(SELECT t.typname::text FROM unnest(p.proargtypes::oid[]) WITH ORDINALITY a(oid, n)
            JOIN pg_type t ON t.oid = a.oid ORDER BY n) AS types,
      p.provariadic <> 0 AND p.provariadic <> '"any"'::regtype AS is_variadic
    FROM pg_proc p WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.prokind = 'f'
    ORDER BY p.oid`);
  return rows.flatMap(({ name, types, is_variadic }) => {
    const given = types.map((type: string) => values[type]);
    if (given.includes(undefined)) return [];
    const list = given.map((value: string, at: number) =>
      is_variadic && at === given.length - 1 ? `VARIADIC ${value}` : `${value}${castOf(types[at])}`,
    );
    return [`pg_catalog.${name}(${list.join(', ')})`];
  });
}

const castOf = (type: string): string =>
  type.startsWith('any') ? '' : `::pg_catalog.${type === 'char' ? '"char"' : type}`;

test('each kind of statement that PostgreSQL has is among the forms, or stays within what its role owns', () => {
  const tried = new Set(
    forms({ role: 'plain', superuser: 'superuser', pid: 1, neighbor: 2, sentinel })
      .flatMap((sql) => sql.split('; '))
      .map((sql) => String(effectOf(sql).kind)),
  );
  assert.deepEqual(
    statementKinds.filter((kind) => !tried.has(kind)),
    within,
  );
});

/** They run what is tried by itself, change the own session, or name own objects only. AWS IAM GRANT is for `admin`. */
const within: readonly StatementKind[] = [
  'EmptyStmt',
  'UnknownStmt',
  'ExplainStmt',
  'ReturnStmt',
  'ExecuteStmt',
  'CallStmt',
  'PrepareStmt',
  'DeallocateStmt',
  'DeclareCursorStmt',
  'FetchStmt',
  'ClosePortalStmt',
  'ConstraintsSetStmt',
  'VariableShowStmt',
  'DiscardStmt',
  'ListenStmt',
  'UnlistenStmt',
  'NotifyStmt',
  'VacuumStmt',
  'AlterEnumStmt',
  'AlterStatsStmt',
  'IamStmt',
  'RefreshMatViewStmt',
];
