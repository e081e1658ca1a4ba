import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Client, DatabaseError } from 'pg';
import { builtins } from '../../src/core/catalog/builtins.js';
import { effectOf } from '../../src/core/semantics/effect.js';
import { analyzer } from '../core/engine.js';
import { randomFrom } from '../random.js';
import { startPostgres } from './postgres.js';

let client: Client;
let stop = (): Promise<void> => Promise.resolve();
before(async () => {
  ({ client, stop } = await startPostgres());
  await client.query(`
    CREATE TABLE t (a int, b bool, c text);
    INSERT INTO t VALUES (1, true, 'a'), (2, false, 'A'), (NULL, NULL, NULL), (-1, true, '');
    CREATE ROLE plain; GRANT ALL ON SCHEMA public TO plain`);
});
after(() => stop());

const values =
  `1 0 01 -1 1.0 0.5 .5 1e400 1e-400 9007199254740993 9007199254740992 0x10 16 'a' 'A' '1' '01' 't' 'true' '' null
  true false a t.a (a) b "b" c '1'::int '01'::int 't'::bool 'true'::bool 'a'::char(2) 'a'::bpchar 1::text 1::bool 0::bool a#+#0 c||'' coalesce(a,0) (a,b) (b#IS#NULL) lower(c) -a a::text '%' '.*'`
    .split(/\s+/)
    .map((value) => value.replaceAll('#', ' '));
const comparisons = '= <> != < <= > >= IS#DISTINCT#FROM IS#NOT#DISTINCT#FROM LIKE ILIKE ~ ~* SIMILAR#TO'
  .split(' ')
  .map((sign) => sign.replaceAll('#', ' '));
const tests = ['IS NULL', 'IS NOT NULL', 'IS TRUE', 'IS NOT FALSE', 'ISNULL', 'NOTNULL', 'IS UNKNOWN'];

/** A condition made at random, most of which the types allow. */
function conditionOf(random: () => number, depth = 0): string {
  const one = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
  const inner = () => conditionOf(random, depth + 1);
  const kind = random();
  if (depth < 2 && kind < 0.15) return `${inner()} AND ${inner()}`;
  if (depth < 2 && kind < 0.35) return `${inner()} OR ${inner()}`;
  if (depth < 3 && kind < 0.45) return `NOT ${inner()}`;
  if (depth < 3 && kind < 0.55) return `(${inner()})`;
  if (kind < 0.62) return one(values);
  if (kind < 0.72) return `${one(values)} ${one(tests)}`;
  if (kind < 0.77) return `${one(values)} BETWEEN ${one(values)} AND ${one(values)}`;
  if (kind < 0.82) return `${one(values)} IN (${one(values)}, ${one(values)})`;
  if (kind < 0.84) return `${one(values)} IN (SELECT ${one(values)} FROM t)`;
  if (kind < 0.86) return `CASE WHEN ${inner()} THEN ${one(values)} ELSE ${one(values)} END`;
  if (depth < 2 && kind < 0.88)
    return `EXISTS (SELECT * FROM t u WHERE ${one(values)} = u.${one(['a', 'b', 'c'])})`;
  return `${one(values)} ${one(comparisons)} ${one(values)}`;
}

test('a change that is said to spare each row, or some, does, and one whose condition is always true is told', async () => {
  const random = randomFrom(14);
  const wrong: string[] = [];
  let tried = 0;
  while (tried < 1_500) {
    const condition = conditionOf(random);
    const met = await client.query(`SELECT count(*)::int AS met FROM t WHERE ${condition}`).then(
      ({ rows }) => rows[0].met,
      () => undefined,
    );
    if (met === undefined) continue;
    tried++;
    const { losses } = effectOf(`DELETE FROM t WHERE ${condition}`);
    const [loss] = losses;
    const isAll = loss?.kind === 'rows' && loss.isAll;
    if (losses.length === 0 && met > 0) wrong.push(`spares each row: ${condition}`);
    if (met === 4 && !isAll && !/\b[abcu]\b/.test(condition.replace(/'[^']*'/g, '')))
      wrong.push(`always true: ${condition}`);
  }
  assert.deepEqual(wrong, []);
});

test('PostgreSQL lets nobody but a superuser change the rows of its catalog, as a rule says', async () => {
  await client.query('SET SESSION AUTHORIZATION plain');
  const done: string[] = [];
  const unsaid: string[] = [];
  for (const schema of ['pg_catalog', 'information_schema'])
    for (const { name, columns } of builtins().schemas.get(schema)?.relations.values() ?? []) {
      const column = columns[0]?.name;
      for (const sql of [
        `DELETE FROM ${schema}.${name} WHERE false`,
        `UPDATE ${schema}.${name} SET "${column}" = "${column}" WHERE false`,
        `INSERT INTO ${schema}.${name} SELECT * FROM ${schema}.${name} WHERE false`,
        ...(schema === 'pg_catalog' ? [`DELETE FROM ${name} WHERE false`] : []),
      ]) {
        await client.query('BEGIN');
        await client.query(sql).then(
          () => done.push(sql),
          (error: unknown) => assert.ok(error instanceof DatabaseError),
        );
        await client.query('ROLLBACK');
        const { problems } = analyzer.analyze(`${sql};`, {});
        if (!problems.some(({ rule }) => rule === 'catalog-change')) unsaid.push(sql);
      }
    }
  await client.query('RESET SESSION AUTHORIZATION');
  const settings = ['UPDATE pg_catalog.pg_settings SET "name" = "name" WHERE false'];
  assert.deepEqual({ done, unsaid }, { done: settings, unsaid: settings });
});
