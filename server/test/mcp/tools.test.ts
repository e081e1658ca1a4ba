import assert from 'node:assert/strict';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createPlace } from '../../src/mcp/place.js';
import { troubleWith } from '../../src/mcp/tools/run.js';
import type { Workbench } from '../../src/mcp/workbench.js';
import { planOf } from '../../src/running/steps.js';
import { type Agent, startAgent } from './agent.js';

let agent: Agent;
before(async () => {
  agent = await startAgent({
    'orders.sql': 'CREATE TABLE orders (id serial PRIMARY KEY, n int);\n',
    '.env': 'PASSWORD=secret\n',
    'dsql.config.json': '{ "asOf": "2026-08-01" }',
  });
});
after(() => agent.close());

describe('The list of tools', () => {
  test('says of each whether it changes something', async () => {
    const { tools } = await agent.client.listTools();
    assert.deepEqual(
      tools.map(({ name, annotations }) => [name, annotations?.readOnlyHint, annotations?.openWorldHint]),
      [
        ['lint', true, false],
        ['fix', true, false],
        ['explain_error', true, false],
        ['dialect', true, false],
        ['rules', true, false],
        ['schema', true, true],
        ['run', false, true],
        ['explain_plan', true, true],
        ['plan_migration', true, false],
        ['diff', true, true],
      ],
    );
  });

  test('is the one of docs/agents.md', async () => {
    const page = readFileSync(join(__dirname, '../../../docs/agents.md'), 'utf8');
    const { tools } = await agent.client.listTools();
    assert.deepEqual(
      [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name),
      tools.map(({ name }) => name),
    );
  });

  test('describes each parameter', async () => {
    const { tools } = await agent.client.listTools();
    for (const { name, description = '', inputSchema } of tools) {
      assert.ok(description.length > 40, name);
      for (const [key, schema] of Object.entries(inputSchema.properties ?? {}))
        assert.match(
          String((schema as { description?: string }).description),
          /^[A-Z].*\.$/,
          `${name}.${key}`,
        );
    }
  });
});

interface Case {
  readonly name: string;
  readonly tool: string;
  readonly values?: Readonly<Record<string, unknown>>;
  /** Each must be among what is answered, at its path. */
  readonly holds?: Readonly<Record<string, unknown>>;
  readonly error?: string;
}

/** The value at `problems.0.rule`. */
const at = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((one, key) => (one as Record<string, unknown> | undefined)?.[key], value);

const cases: readonly Case[] = [
  {
    name: 'lint takes the day of the configuration',
    tool: 'lint',
    values: { sql: 'CREATE TABLE t (id uuid PRIMARY KEY, u uuid REFERENCES v (id));' },
    holds: { dialect: '2026-08-01', errors: 1, 'problems.0.rule': 'foreign-key', 'problems.0.line': 1 },
  },
  {
    name: 'lint takes the day of the call',
    tool: 'lint',
    values: { sql: 'CREATE TABLE t (id uuid PRIMARY KEY, u uuid REFERENCES v (id));', as_of: 'latest' },
    holds: { dialect: '2026-11-28', errors: 0 },
  },
  {
    name: 'lint reads a file of the project',
    tool: 'lint',
    values: { path: 'orders.sql' },
    holds: { errors: 1, 'problems.0.rule': 'serial-type', 'problems.0.column': 25 },
  },
  {
    name: 'lint says where a text is no SQL',
    tool: 'lint',
    values: { sql: 'SELECT 1;\nSELEC 2;' },
    holds: { errors: 1, 'problems.0.rule': 'syntax-error', 'problems.0.line': 2 },
  },
  {
    name: 'lint needs a text',
    tool: 'lint',
    error: 'Give either sql, the text itself, or path, a file of the project.',
  },
  {
    name: 'lint takes one text',
    tool: 'lint',
    values: { sql: 'SELECT 1', path: 'orders.sql' },
    error: 'Give either sql, the text itself, or path, a file of the project.',
  },
  {
    name: 'a day that is none',
    tool: 'lint',
    values: { sql: 'SELECT 1', as_of: '2026-13-01' },
    error: 'as_of takes latest or a day such as 2026-08-01, not "2026-13-01".',
  },
  {
    name: 'a file that is missing',
    tool: 'lint',
    values: { path: 'missing.sql' },
    error: 'missing.sql does not exist in the project.',
  },
  {
    name: 'a file outside of the project',
    tool: 'lint',
    values: { path: '../../../../../../etc/passwd' },
    error:
      '../../../../../../etc/passwd is outside of the project folder, and only files of the project are read.',
  },
  {
    name: 'an absolute path outside of the project',
    tool: 'fix',
    values: { path: '/etc/passwd' },
    error: '/etc/passwd is outside of the project folder, and only files of the project are read.',
  },
  {
    name: 'a file that may hold a secret',
    tool: 'fix',
    values: { path: '.env' },
    error: '.env is not a .sql file, and only those are read.',
  },
  {
    name: 'a file of code as a schema',
    tool: 'diff',
    values: { from: 'dsql.config.json' },
    error: 'dsql.config.json is not a .sql file, and only those are read.',
  },
  {
    name: 'fix answers the text, what changed, and what it decided',
    tool: 'fix',
    values: { path: 'orders.sql' },
    holds: {
      text: 'CREATE TABLE orders (id uuid DEFAULT gen_random_uuid() PRIMARY KEY, n int);\n',
      'changes.0.rule': 'serial-type',
      'changes.0.what_changes': 'values and their type change',
      'left.length': 0,
    },
  },
  {
    name: 'fix decides nothing when it is told not to',
    tool: 'fix',
    values: { path: 'orders.sql', review: false },
    holds: {
      text: 'CREATE TABLE orders (id serial PRIMARY KEY, n int);\n',
      'changes.length': 0,
      'left.0.rule': 'serial-type',
    },
  },
  {
    name: 'explain_error knows a refusal by its text',
    tool: 'explain_error',
    values: { error: 'ERROR: unsupported mode. please use CREATE INDEX ASYNC. (SQLSTATE 0A000)' },
    holds: { sqlstate: '0A000', 'rules.0.id': 'index-without-async' },
  },
  {
    name: 'explain_error knows a conflict as a driver prints it',
    tool: 'explain_error',
    values: {
      error: 'error: change conflicts with another transaction, please retry: (OC000)  code: "40001"',
    },
    holds: {
      sqlstate: '40001',
      'failures.0.what_to_do': 'Another transaction changed the same rows first. Run it again.',
    },
  },
  {
    name: 'explain_error tells a conflict from a changed schema by its code',
    tool: 'explain_error',
    values: { error: '40001 OC001' },
    holds: {
      'failures.length': 1,
      'failures.0.what_to_do': 'Someone changed the schema or a privilege in the meantime. Run it again.',
    },
  },
  {
    name: 'explain_error knows an SQLSTATE alone',
    tool: 'explain_error',
    values: { error: '54000' },
    holds: { sqlstate: '54000', 'failures.0.text': 'transaction row limit exceeded' },
  },
  {
    name: 'explain_error says that it does not know',
    tool: 'explain_error',
    values: { error: 'gremlins' },
    error:
      'Neither a rule nor a known failure of Aurora DSQL has this text. Pass the text exactly as the server wrote it, or run lint on the statement.',
  },
  {
    name: 'dialect says since when',
    tool: 'dialect',
    values: { feature: 'foreign keys', as_of: 'latest' },
    holds: { 'changes.0.since': '2026-08-26', 'changes.0.on_that_day': 'taken' },
  },
  {
    name: 'dialect says that it was too early',
    tool: 'dialect',
    values: { feature: 'Foreign Key' },
    holds: { day: '2026-08-01', 'changes.0.on_that_day': 'refused' },
  },
  {
    name: 'dialect names the rule of what is refused on any day',
    tool: 'dialect',
    values: { feature: 'triggers' },
    holds: { 'rules.0.id': 'trigger', 'changes.length': 0 },
  },
  {
    name: 'dialect says that nothing is known',
    tool: 'dialect',
    values: { feature: 'gremlins' },
    error:
      'Nothing dated and no rule is about "gremlins". Then Aurora DSQL does with it what PostgreSQL 16 does, as far as is known: pass a whole statement to lint, or run it on the sandbox.',
  },
  {
    name: 'rules explains one',
    tool: 'rules',
    values: { about: 'serial-type' },
    holds: { found: 1, 'rules.0.id': 'serial-type' },
  },
  {
    name: 'rules guesses what was meant',
    tool: 'rules',
    values: { about: 'serial-typ3' },
    error: 'No rule mentions "serial-typ3". Did you mean serial-type? Call rules without words for the list.',
  },
  {
    name: 'schema reads the project without running it',
    tool: 'schema',
    holds: { 'objects.0.name': 'orders', 'objects.length': 1 },
  },
  {
    name: 'schema says that there is no such object',
    tool: 'schema',
    values: { name: 'nothing' },
    error: 'Nothing there is named "nothing": call schema without a name for all.',
  },
  {
    name: 'plan_migration cuts a script into transactions',
    tool: 'plan_migration',
    values: { sql: 'CREATE TABLE a (id uuid PRIMARY KEY);\nCREATE TABLE b (id uuid PRIMARY KEY);\n' },
    holds: { 'steps.length': 2, 'steps.1.sql': 'CREATE TABLE b (id uuid PRIMARY KEY);\n' },
  },
  {
    name: 'plan_migration goes one way only',
    tool: 'plan_migration',
    values: { sql: '-- migrate:up\nCREATE TABLE a (id uuid PRIMARY KEY);\n-- migrate:down\nDROP TABLE a;\n' },
    error:
      'The script has both an up and a down part ("-- migrate:down"), and a plan has only one direction: remove the down part.',
  },
  {
    name: 'explain_plan plans no DDL',
    tool: 'explain_plan',
    values: { sql: 'DROP TABLE t' },
    error: 'A plan is made for a SELECT, INSERT, UPDATE or DELETE: give one, without EXPLAIN.',
  },
  {
    name: 'run takes one statement',
    tool: 'run',
    values: { sql: 'SELECT 1; SELECT 2' },
    error: 'There are 2 statements in it: send one at a time.',
  },
  {
    name: 'run needs a statement',
    tool: 'run',
    values: { sql: '-- nothing' },
    error: 'There is no statement in it.',
  },
  {
    name: 'diff reads no folder outside of the project',
    tool: 'diff',
    values: { from: '..' },
    error: '.. is outside of the project folder, and only files of the project are read.',
  },
];

describe('A tool', () => {
  for (const { name, tool, values, holds = {}, error } of cases)
    test(name, async () => {
      const told = await agent.call(tool, values);
      if (error !== undefined) assert.deepEqual(told, { value: { error }, isError: true });
      else assert.equal(told.isError, false, JSON.stringify(told.value));
      assert.deepEqual(
        Object.fromEntries(Object.keys(holds).map((path) => [path, at(told.value, path)])),
        holds,
      );
    });

  test('does not follow a link out of the project', async () => {
    const secret = join(tmpdir(), `dsql-mcp-secret-${process.pid}.sql`);
    writeFileSync(secret, 'CREATE TABLE secrets (id uuid PRIMARY KEY);');
    symlinkSync(secret, join(agent.folder, 'link.sql'));
    const told = await agent.call('lint', { path: 'link.sql' });
    assert.deepEqual(told, {
      value: { error: 'link.sql is outside of the project folder, and only files of the project are read.' },
      isError: true,
    });
    const { value } = await agent.call('schema');
    assert.doesNotMatch(JSON.stringify(value), /secrets/);
  });

  test('refuses values of another kind before it runs', async () => {
    const told = await agent.call('run', { sql: 3 });
    assert.equal(told.isError, true);
    assert.match(String(told.value.text), /sql/);
  });
});

describe('A cluster that may only be read', () => {
  const workbench = (allowsWrites: boolean): Workbench => ({
    ...{ folder: '.', allowsWrites },
    files: { includes: () => true, excludes: () => false },
    options: { asOf: 'latest', severities: {}, migrations: 'unknown' },
    analyzer: () => Promise.reject(new Error('not asked')),
    place: createPlace('cluster', () => Promise.reject(new Error('not opened'))),
  });
  const refusal = (sql: string) => troubleWith(sql, workbench(false));

  const reads = [
    'SELECT 1',
    'TABLE t',
    'VALUES (1)',
    'SHOW search_path',
    'EXPLAIN DELETE FROM t',
    'WITH x AS (SELECT 1) SELECT * FROM x',
  ];
  const writes = [
    'DELETE FROM t',
    'INSERT INTO t VALUES (1)',
    'EXPLAIN ANALYZE DELETE FROM t',
    'EXPLAIN ANALYSE DELETE FROM t',
    'EXPLAIN ("analyze") DELETE FROM t',
    'WITH x AS (WITH y AS (DELETE FROM t RETURNING *) SELECT * FROM y) SELECT * FROM x',
    "SELECT setval('s', 1)",
    "SELECT set_config('a.b', 'c', false)",
    'SELECT mine()',
    'CREATE TABLE t (id int)',
    'CALL p()',
    'DO $$ BEGIN END $$',
    'SELECT * INTO x FROM t',
    'SELECT * FROM t FOR UPDATE',
    'GRANT SELECT ON t TO r',
    "AWS IAM GRANT r TO 'arn:aws:iam::1:role/x'",
    'anything else',
  ];
  for (const sql of reads) test(`reads: ${sql}`, () => assert.equal(refusal(sql), undefined));
  for (const sql of writes)
    test(`does not run: ${sql}`, () => assert.match(String(refusal(sql)), /started to read only/));
  for (const sql of writes)
    test(`runs with --allow-writes: ${sql}`, () =>
      assert.equal(troubleWith(sql, workbench(true)), undefined));
  for (const sql of [
    'BEGIN',
    'COMMIT',
    'ROLLBACK',
    'BEGIN READ WRITE',
    '\\d t',
    'COPY (DELETE FROM t RETURNING *) TO STDOUT',
    '/* all */ COPY t TO STDOUT',
  ])
    test(`runs nowhere: ${sql}`, () => {
      assert.ok(planOf(sql));
      assert.equal(typeof troubleWith(sql, workbench(true)), 'string');
    });
});
