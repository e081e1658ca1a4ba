import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startSandbox } from '../../../../server/src/connection/sandbox.js';
import { openSession, type Session } from '../../../../server/src/connection/session.js';
import { askOn } from '../../../src/batches/prepare.js';
import { type BatchEnd, runBatches } from '../../../src/batches/runBatches.js';
import { entered } from './batching.js';

interface Measured {
  readonly name: string;
  /** Rows of a batch. */
  readonly size: number;
  readonly end: BatchEnd;
  readonly ms: number;
}

const rows = 100_000;

/** Changes, copies and deletes 100,000 rows in batches; fails where one is lost or done twice. Prints a table as JSON. */
async function main(): Promise<void> {
  const measured = [
    ...(await onSandbox([], quiet)),
    ...(await onSandbox(['--inject-conflicts', '0.1'], disputed)),
  ];
  const table = [
    ['', 'rows of a batch', 'batches', 'done again', 'time', 'rows/s'],
    ...measured.map(({ name, size, end: { progress, counts }, ms }) => [
      name,
      size.toLocaleString('en-US'),
      String(progress?.batches),
      String(counts.conflicts),
      `${(ms / 1_000).toFixed(1)} s`,
      Math.round((rows * 1_000) / ms).toLocaleString('en-US'),
    ]),
  ];
  console.log(JSON.stringify(table));
}

async function onSandbox<Result>(
  flags: readonly string[],
  measure: (session: Session) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'batches-'));
  const cli = join(__dirname, '../../../../dist/cli.js');
  const sandbox = await startSandbox({ cli, folder, postgres: undefined, flags, log: () => undefined });
  const session = openSession(sandbox.target, { askMfaCode: async () => '', log: () => undefined });
  try {
    return await measure(session);
  } finally {
    await session.close();
    await sandbox.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function quiet(session: Session): Promise<readonly Measured[]> {
  await fill(session);
  await askOn(session)('CREATE TABLE copies (id uuid PRIMARY KEY, n bigint, note text)');
  const measured: Measured[] = [];
  for (const [name, sql, size] of [
    ['UPDATE', 'UPDATE orders SET n = n + 1', 1_000],
    ['UPDATE', 'UPDATE orders SET n = n + 1', 2_999],
    ['INSERT … SELECT', 'INSERT INTO copies SELECT id, n, note FROM orders', 1_000],
  ] as const)
    measured.push({ name, size, ...(await inBatches(session, sql, size)) });
  await expectSum(session, 'orders', 2);
  await expectSum(session, 'copies', 2);
  measured.push({ name: 'DELETE', size: 1_000, ...(await inBatches(session, 'DELETE FROM orders', 1_000)) });
  return measured;
}

async function disputed(session: Session): Promise<readonly Measured[]> {
  await fill(session);
  const name = 'UPDATE, one commit in ten conflicts';
  const result = { name, size: 1_000, ...(await inBatches(session, 'UPDATE orders SET n = n + 1', 1_000)) };
  await expectSum(session, 'orders', 1);
  return [result];
}

/** Wide enough that a batch is no toy: some 200 bytes a row, keys in no order, and an index beside the key. */
async function fill(session: Session): Promise<void> {
  const ask = askOn(session);
  await ask('CREATE TABLE orders (id uuid PRIMARY KEY, n bigint, note text)');
  await ask('CREATE INDEX ASYNC orders_n ON orders (n)');
  for (let from = 1; from <= rows; from += 2_500)
    await ask(
      `INSERT INTO orders SELECT gen_random_uuid(), i, repeat(md5(i::text), 5) FROM generate_series(${from}, ${from + 2_499}) AS i`,
    );
}

async function expectSum(session: Session, table: string, added: number): Promise<void> {
  const [[count, sum] = []] = await askOn(session)(`SELECT count(*), sum(n) FROM ${table}`);
  const expected = (rows * (rows + 1)) / 2 + added * rows;
  if (Number(count) !== rows || Number(sum) !== expected)
    throw new Error(`${table}: ${count} rows with the sum ${sum}, not ${rows} with ${expected}.`);
}

async function inBatches(session: Session, sql: string, size: number) {
  const { plan, ledger } = await entered(session, sql, size);
  const begun = performance.now();
  const end = await runBatches({
    session,
    plan,
    ledger,
    onProgress: () => undefined,
    signal: new AbortController().signal,
    random: Math.random,
    wait: (time) => delay(time),
  });
  if (end.kind !== 'done' || end.progress?.rows !== rows) throw new Error(JSON.stringify(end));
  return { end, ms: performance.now() - begun };
}

void main();
