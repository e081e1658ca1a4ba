import type pg from 'pg';
import { median, percentile } from './measure.js';
import type { Started } from './sandbox.js';

const rows = 500_000;

export interface Timed {
  readonly title: string;
  /** Milliseconds. */
  readonly p50: number;
  readonly p95: number;
}

/**
 * What statements cost that meet another transaction, beside the same ones alone, on a table of 500,000 rows. Each is timed in
 * turn, so that a busy machine slows all alike.
 */
export async function contended(
  { connect, behind }: Pick<Started, 'connect' | 'behind'>,
  rounds: number,
): Promise<readonly Timed[]> {
  const [one, other, own] = [await connect(), await connect(), await behind.connect()];
  await fill(one);
  await own.query('create table wide (id int primary key, n int not null, note text)');
  const times = new Map<string, number[]>();
  const timed = async (title: string, work: Promise<unknown>) => {
    const begun = performance.now();
    await work.catch(() => undefined);
    const all = times.get(title) ?? [];
    all.push(performance.now() - begun);
    times.set(title, all);
  };
  const update = (client: pg.Client, id: number) =>
    client.query('update wide set n = n + 1 where id = $1', [id]);
  const lock = (client: pg.Client, id: number) =>
    client.query('select n from wide where id = $1 for update', [id]);
  for (let round = 0; round < rounds; round++) {
    const id = 1 + Math.floor(Math.random() * rows);
    await one.query('begin');
    await timed('UPDATE by key', update(one, id));
    await timed('COMMIT', one.query('commit'));
    await one.query('begin');
    await timed('FOR UPDATE by key', lock(one, id));
    await timed('COMMIT of FOR UPDATE', one.query('commit'));
    await one.query('begin');
    await other.query('begin');
    await update(one, id);
    await timed('UPDATE of the second writer', update(other, id));
    await timed('COMMIT of the first, who wins', one.query('commit'));
    await timed('COMMIT of the second, who loses', other.query('commit'));
    await one.query('begin');
    await other.query('begin');
    await update(one, id);
    await update(other, id);
    await timed('COMMIT of the second, who wins', other.query('commit'));
    await timed('COMMIT of the first, who loses', one.query('commit'));
    await one.query('begin');
    await update(one, id);
    await timed('UPDATE of its own transaction, which wins', update(other, id));
    await timed('the next statement of the loser', one.query('select n from wide where id = $1', [id]));
    await one.query('rollback');
    await own.query('begin');
    await timed('a temporary table with its key, PostgreSQL alone', own.query(copy));
    await own.query('rollback');
  }
  await own.query('drop table wide');
  await Promise.all([one, other, own].map((client) => client.end()));
  return [...times].map(([title, all]) => ({ title, p50: median(all), p95: percentile(all, 0.95) }));
}

/** What each copy of a table costs at least. */
const copy =
  'create temp table wide (like public.wide including all excluding indexes, primary key (id)) on commit drop';

async function fill(client: pg.Client): Promise<void> {
  await client.query('drop table if exists wide');
  await client.query('create table wide (id int primary key, n int not null, note text)');
  for (let from = 1; from <= rows; from += 3_000)
    await client.query(
      `insert into wide select g, 0, 'row ' || g from generate_series($1::int, least($1::int + 2999, ${rows})) g`,
      [from],
    );
}
