import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { type Agent, startAgent } from './agent.js';

const schema = `-- Customers come from the old system.
CREATE TABLE customers (id serial PRIMARY KEY, name text NOT NULL);
CREATE TABLE orders (
  id serial PRIMARY KEY,
  customer_id int NOT NULL REFERENCES customers (id),
  tags text[]
);
CREATE INDEX orders_customer ON orders (customer_id);
`;

let agent: Agent;
before(async () => {
  agent = await startAgent({ 'shop.sql': schema });
});
after(() => agent.close());

interface Step {
  readonly sql: string;
}

describe('An agent is handed a PostgreSQL schema, and has no AWS account', () => {
  let steps: readonly Step[] = [];

  test('it learns what is refused', async () => {
    const { value } = await agent.call('lint', { path: 'shop.sql' });
    const problems = value.problems as readonly { readonly rule: string; readonly severity: string }[];
    assert.deepEqual(
      problems.filter(({ severity }) => severity === 'error').map(({ rule }) => rule),
      ['serial-type', 'serial-type', 'array-column', 'index-without-async'],
    );
  });

  test('it repairs the schema, and keeps the comment', async () => {
    const { value } = await agent.call('fix', { path: 'shop.sql' });
    assert.match(String(value.text), /^-- Customers come from the old system\.\n/);
    assert.deepEqual(
      (value.left as readonly { readonly severity: string }[]).filter(({ severity }) => severity === 'error'),
      [],
    );
  });

  test('it plans the transactions', async () => {
    const { value } = await agent.call('plan_migration', { path: 'shop.sql' });
    steps = value.steps as readonly Step[];
    assert.equal(steps.length, 3);
  });

  test('what it wrote from memory is refused, and the refusal is explained', async () => {
    const refused = await agent.call('run', { sql: 'CREATE TABLE tags (id uuid PRIMARY KEY, words text[])' });
    assert.equal(refused.isError, true);
    const { value } = await agent.call('explain_error', { error: String(refused.value.error) });
    const [rule] = value.rules as readonly { readonly id: string }[];
    assert.equal(rule?.id, 'array-column');
  });

  test('the planned steps run on the sandbox', async () => {
    for (const { sql } of steps) {
      const { value, isError } = await agent.call('run', { sql });
      assert.equal(isError, false, JSON.stringify(value));
    }
    const { value } = await agent.call('schema', { of: 'database' });
    const names = (value.objects as readonly { readonly name: string }[]).map(({ name }) => name);
    assert.deepEqual(names, ['customers', 'orders']);
  });

  test('rows come back, as many as were asked for', async () => {
    await agent.call('run', {
      sql: "INSERT INTO customers (name) SELECT 'c' || g FROM generate_series(1, 20) g",
    });
    const { value } = await agent.call('run', {
      sql: 'SELECT name FROM customers ORDER BY name',
      max_rows: 2,
    });
    assert.deepEqual(value.rows, [['c1'], ['c10']]);
    assert.equal(value.cut, 'There are more rows or longer values than an answer holds: ask for fewer.');
  });

  test('a value that is too long is cut', async () => {
    const { value } = await agent.call('run', { sql: "SELECT repeat('x', 50000) AS long" });
    const [[cell = ''] = []] = value.rows as readonly (readonly string[])[];
    assert.equal(cell.length, 4_001);
  });

  test('a plan is shown, and the statement is not executed', async () => {
    const { value } = await agent.call('explain_plan', { sql: 'DELETE FROM customers' });
    assert.match(JSON.stringify(value.rows), /Delete on public\.customers/);
    const left = await agent.call('run', { sql: 'SELECT count(*) FROM customers' });
    assert.deepEqual(left.value.rows, [['20']]);
  });

  test('a file that the sandbox refuses cannot be compared, and it says where', async () => {
    const { value } = await agent.call('diff', { from: 'shop.sql' });
    assert.match(String(value.error), /shop\.sql:2:/);
  });

  test('the database has what the repaired file makes', async () => {
    const { value: fixed } = await agent.call('fix', { path: 'shop.sql' });
    writeFileSync(join(agent.folder, 'fixed.sql'), String(fixed.text));
    const { value } = await agent.call('diff', { from: 'fixed.sql' });
    assert.deepEqual(value, { differences: [], statements: [], statements_that_lose_data: [] });
  });

  test('what needs no database does not wait for a statement that runs', async () => {
    let hasRun = false;
    const running = agent.call('run', { sql: 'SELECT pg_sleep(2)' }).then(() => {
      hasRun = true;
    });
    await agent.call('lint', { sql: 'SELECT 1' });
    assert.equal(hasRun, false);
    await running;
  });

  test('a row that breaks a key is told as the server says it', async () => {
    const { value, isError } = await agent.call('run', {
      sql: 'INSERT INTO orders (customer_id) VALUES (999)',
    });
    assert.equal(isError, true);
    assert.equal(value.sqlstate, '23503');
  });
});

describe('Resources and prompts', () => {
  test('the dialect is a page that names refusals and dates', async () => {
    const { contents } = await agent.client.readResource({ uri: 'dsql://dialect' });
    const [page] = contents;
    const text = page && 'text' in page ? page.text : '';
    assert.match(text, /^# Amazon Aurora DSQL's SQL on 2026-11-28\n/);
    assert.match(text, /^- 2026-08-26: Foreign key constraints/m);
    assert.match(text, /\(index-without-async\)$/m);
    assert.ok(text.length < 60_000, `${text.length}`);
  });

  test('the dialect of an earlier day lacks what came later', async () => {
    const { contents } = await agent.client.readResource({ uri: 'dsql://dialect/2026-08-01' });
    const [page] = contents;
    const text = page && 'text' in page ? page.text : '';
    assert.doesNotMatch(text, /^- 2026-08-26:/m);
    assert.match(text, /CACHE 1 or/);
    const first = await agent.client.readResource({ uri: 'dsql://dialect/2025-11-25' });
    assert.doesNotMatch(JSON.stringify(first.contents), /CACHE 1 or/);
  });

  test('each rule has its page', async () => {
    const { resources } = await agent.client.listResources();
    assert.ok(resources.some(({ uri }) => uri === 'dsql://rules/serial-type'));
    const { contents } = await agent.client.readResource({ uri: 'dsql://rules/serial-type' });
    assert.match(JSON.stringify(contents), /gen_random_uuid/);
  });

  test('a prompt names its file', async () => {
    const { prompts } = await agent.client.listPrompts();
    assert.deepEqual(
      prompts.map(({ name }) => name),
      ['make-dsql-ready', 'review-migration'],
    );
    const { messages } = await agent.client.getPrompt({
      name: 'make-dsql-ready',
      arguments: { path: 'shop.sql' },
    });
    assert.match(JSON.stringify(messages), /shop\.sql/);
  });
});

test('when the client leaves, nothing is left running', async () => {
  const other = await startAgent();
  await other.call('run', { sql: 'SELECT 1' });
  const below = childrenOf(other.pid);
  assert.ok(below.length > 0, 'a sandbox runs');
  await other.close();
  for (const pid of [other.pid, ...below]) await isGone(pid);
});

const childrenOf = (pid: number): readonly number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);

/** Resolves when a process has ended; the runner's time limit is the limit. */
async function isGone(pid: number): Promise<void> {
  for (;;) {
    // One that nobody has waited for yet has ended too.
    if (!/^State:\s+[^ZX]/m.test(statusOf(pid))) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function statusOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return '';
  }
}
