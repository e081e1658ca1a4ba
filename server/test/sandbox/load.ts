import { randomUUID } from 'node:crypto';
import pg from 'pg';

export interface LoadOptions {
  /** Opens a session; may be called many times at once. */
  readonly connect: () => Promise<pg.Client>;
  readonly clients: number;
  /** Of each client. */
  readonly transactions: number;
  /** Rows that all of them change. */
  readonly hotRows: number;
  /** Numbers from 0 to below 1. */
  readonly random: () => number;
}

/** What the clients were told. */
export interface Told {
  /** By row: the sum of the acknowledged increments. */
  readonly sums: readonly number[];
  /** The notes of acknowledged transactions, sorted. */
  readonly notes: readonly string[];
  readonly committed: number;
  /** Tries that a conflict ended. */
  readonly conflicts: number;
  /** Anything else that went wrong, by its words. */
  readonly faults: Readonly<Record<string, number>>;
  readonly seconds: number;
}

/** What the tables hold. */
export type Stored = Pick<Told, 'sums' | 'notes'>;

/** Rows that count, and one note for each transaction that committed. */
export async function prepareLoad(client: pg.Client, hotRows: number): Promise<void> {
  await client.query('create table counters (id int primary key, n bigint not null)');
  await client.query('create table notes (id uuid primary key, row int not null)');
  await client.query('insert into counters select g, 0 from generate_series(0, $1::int - 1) g', [hotRows]);
}

/** Transactions of several shapes on the same few rows; each is tried again until its commit is acknowledged. */
export async function load({ connect, clients, transactions, hotRows, random }: LoadOptions): Promise<Told> {
  const sums = Array.from({ length: hotRows }, () => 0);
  const notes: string[] = [];
  const faults: Record<string, number> = {};
  let conflicts = 0;

  const commit = async (client: pg.Client): Promise<void> => {
    const row = Math.floor(random() * hotRows);
    const by = 1 + Math.floor(random() * 9);
    const shape = shapes[Math.floor(random() * shapes.length)] ?? alone;
    for (;;) {
      // A new id for each try: one that is told as failed must not be found later.
      const id = randomUUID();
      try {
        await shape(client, { id, row, by });
        sums[row] = (sums[row] ?? 0) + by;
        notes.push(id);
        return;
      } catch (error) {
        if (!(error instanceof pg.DatabaseError && error.code === '40001')) throw error;
        conflicts++;
        await client.query('rollback');
        await pause(random() * 5);
      }
    }
  };

  const all = await Promise.all(Array.from({ length: clients }, connect));
  const begun = performance.now();
  await Promise.all(
    all.map(async (client) => {
      for (let count = 0; count < transactions; count++)
        await commit(client).catch((error: unknown) => {
          const words = String(error);
          faults[words] = (faults[words] ?? 0) + 1;
        });
    }),
  );
  const seconds = (performance.now() - begun) / 1_000;
  await Promise.all(all.map((client) => client.end()));
  return { sums, notes: notes.sort(), committed: notes.length, conflicts, faults, seconds };
}

export async function stored(client: pg.Client): Promise<Stored> {
  const counters = await client.query<{ n: string }>('select n from counters order by id');
  const notes = await client.query<{ id: string }>('select id from notes order by id::text');
  return { sums: counters.rows.map(({ n }) => Number(n)), notes: notes.rows.map(({ id }) => id) };
}

interface Change {
  readonly id: string;
  readonly row: number;
  readonly by: number;
}

type Shape = (client: pg.Client, change: Change) => Promise<unknown>;

const inTransaction =
  (work: Shape): Shape =>
  async (client, change) => {
    await client.query('begin');
    await work(client, change);
    await client.query('insert into notes values ($1, $2)', [change.id, change.row]);
    const { command } = await client.query('commit');
    if (command !== 'COMMIT') throw new Error(`COMMIT was answered with ${command}.`);
  };

/** A transaction of one statement that is not put into BEGIN and COMMIT. */
const alone: Shape = (client, { id, row, by }) =>
  client.query(
    'with counted as (update counters set n = n + $3 where id = $2 returning id) insert into notes select $1::uuid, id from counted',
    [id, row, by],
  );

const shapes: readonly Shape[] = [
  alone,
  inTransaction((client, { row, by }) =>
    client.query('update counters set n = n + $2 where id = $1', [row, by]),
  ),
  // Loses changes of others if the two statements do not see the same.
  inTransaction(async (client, { row, by }) => {
    const { rows } = await client.query<{ n: string }>('select n from counters where id = $1', [row]);
    await client.query('update counters set n = $2 where id = $1', [row, Number(rows[0]?.n) + by]);
  }),
  inTransaction(async (client, { row, by }) => {
    const { rows } = await client.query<{ n: string }>('select n from counters where id = $1 for update', [
      row,
    ]);
    await client.query('update counters set n = $2 where id = $1', [row, Number(rows[0]?.n) + by]);
  }),
  inTransaction((client, { row, by }) =>
    client.query('insert into counters values ($1, 0) on conflict (id) do update set n = counters.n + $2', [
      row,
      by,
    ]),
  ),
];

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
