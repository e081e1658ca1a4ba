import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { randomFrom } from '../random.js';
import { type Local, startLocal } from './local.js';
import {
  createModel,
  firstRows,
  rowsTold,
  type Step,
  scheduleFrom,
  sqlOf,
  type Told,
} from './snapshotModel.js';

/** `DSQL_SCHEDULES=4000 DSQL_SEED=1` tries more of them, or again the one that failed. */
const schedules = Number(process.env.DSQL_SCHEDULES ?? 15);
const firstSeed = Number(process.env.DSQL_SEED ?? 1);

let local: Local;
let sessions: pg.Client[];
before(async () => {
  local = await startLocal();
  sessions = await Promise.all([0, 1, 2].map(() => local.connect()));
  await sessions[0]?.query('CREATE TABLE model (id int PRIMARY KEY, n int NOT NULL, u int UNIQUE)');
});
after(() => local.close());

test('random schedules of three sessions answer as the model of one snapshot and the first to commit', async () => {
  for (let seed = firstSeed; seed < firstSeed + schedules; seed++) {
    const steps = scheduleFrom(randomFrom(seed));
    if (agrees(await played(steps), expected(steps))) continue;
    const least = await shrunk(steps);
    assert.deepEqual(
      await played(least),
      expected(least),
      `DSQL_SEED=${seed} DSQL_SCHEDULES=1 plays it again`,
    );
  }
});

/** The shortest schedule that is found by leaving out one step after the other. */
async function shrunk(steps: readonly Step[]): Promise<readonly Step[]> {
  let least = steps;
  for (let index = steps.length - 1; index >= 0; index--) {
    const without = least.filter((_, other) => other !== index);
    if (!agrees(await played(without), expected(without))) least = without;
  }
  return least;
}

const agrees = (one: readonly Told[], other: readonly Told[]) => one.join('\n') === other.join('\n');

const line = (step: Step, told: Told) => `${step.session}> ${sqlOf(step)} -- ${told}`;

/** What the model answers to each step, and what is there when all sessions have rolled back. */
function expected(steps: readonly Step[]): Told[] {
  const { take } = createModel();
  const told = steps.map((step) => line(step, take(step)));
  const blank = { id: 0, value: 0, mark: null };
  for (const session of [0, 1, 2]) take({ session, kind: 'rollback', ...blank });
  return [...told, take({ session: 0, kind: 'read', ...blank })];
}

async function played(steps: readonly Step[]): Promise<Told[]> {
  const [first] = sessions;
  assert.ok(first);
  await first.query('DELETE FROM model');
  const values = firstRows.map(([id, { n, u }]) => `(${id}, ${n}, ${u})`);
  await first.query(`INSERT INTO model VALUES ${values.join(', ')}`);
  const told: Told[] = [];
  for (const step of steps) told.push(line(step, await answer(sessions[step.session] ?? first, sqlOf(step))));
  for (const session of sessions) await session.query('ROLLBACK');
  return [...told, await answer(first, 'SELECT id, n, u FROM model ORDER BY id')];
}

async function answer(client: pg.Client, sql: string): Promise<Told> {
  try {
    const { command, rows, rowCount } = await client.query(sql);
    if (command === 'SELECT') return rowsTold(rows.map(({ id, n, u }) => [id, { n, u }]));
    return rowCount === null ? command : `${command} ${rowCount}`;
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    return error.code ?? '';
  }
}
