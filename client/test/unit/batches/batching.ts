import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Cell } from '../../../../server/src/connection/answer.js';
import type { Session } from '../../../../server/src/connection/session.js';
import { loadParser } from '../../../../server/src/core/lint/analysis.js';
import {
  type BatchFacts,
  type Batching,
  batchingOf,
} from '../../../../server/src/core/semantics/batching.js';
import { enterSql, type Ledger, ledgerTable, type Owner } from '../../../src/batches/ledger.js';
import { makeLedger } from '../../../src/batches/ledgerTable.js';
import type { BatchPlan } from '../../../src/batches/plan.js';
import { askOn, prepare } from '../../../src/batches/prepare.js';

const wasm = path.join(__dirname, '../../../../node_modules/libpg-query/wasm/libpg-query.wasm');
const parser = loadParser(readFileSync(wasm));

/** What the language server answers, without one. */
export const askBatching = async (sql: string, facts: BatchFacts): Promise<Batching> =>
  batchingOf(parser, sql, facts);

/** A plan that has been entered into its ledger. */
export async function entered(
  session: Session,
  sql: string,
  rows: number,
): Promise<{ readonly plan: BatchPlan; readonly ledger: Ledger }> {
  const plan = await prepare(session, { statement: sql, wanted: rows }, askBatching);
  assert.ok('verb' in plan, JSON.stringify(plan));
  const ledger: Ledger = { table: ledgerOfTests, id: crypto.randomUUID() };
  await makeLedger(askOn(session), { schema: ledgerOfTests.schema, isNewSchema: true }, ledger.table);
  await askOn(session)(enterSql(ledger, plan, owner));
  return { plan, ledger };
}

export const ledgerOfTests = ledgerTable('ledgers');

/** Who runs something in these tests. */
export const owner: Owner = { cluster: 'c'.repeat(26), role: 'admin' };

export const rowsOf = (session: Session, sql: string): Promise<readonly (readonly Cell[])[]> =>
  askOn(session)(sql);

/** Runs statements one after the other. */
export async function setUp(session: Session, statements: readonly string[]): Promise<void> {
  for (const sql of statements) await rowsOf(session, sql);
}

/** Statements that fill `name (id, …)` from 1 on, each in a transaction of its own. */
export function filled(
  into: string,
  select: (from: number, to: number) => string,
  rows: number,
): readonly string[] {
  const statements: string[] = [];
  for (let from = 1; from <= rows; from += 3_000)
    statements.push(`INSERT INTO ${into} ${select(from, Math.min(from + 2_999, rows))}`);
  return statements;
}
