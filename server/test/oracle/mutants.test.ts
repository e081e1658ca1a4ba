import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { type Client, DatabaseError } from 'pg';
import { effectOf } from '../../src/core/semantics/effect.js';
import { corpus } from '../core/corpus.js';
import { effectCases } from '../core/effectCases.js';
import { parser } from '../core/engine.js';
import { statementsIn } from '../core/respelled.js';
import { randomFrom } from '../random.js';
import { faultOf, type Node } from './judged.js';
import { mutantOf } from './mutants.js';
import { startPostgres } from './postgres.js';

// Statements that are changed at random do no more than their effect tells: by the grammar's tree of them, and where they are
// said to read by what PostgreSQL does with them in a read-only transaction. `DSQL_MUTANTS=300000 DSQL_SEED=2` tries more of
// them, `DSQL_CORPUS=FOLDER` with the scripts of a folder.

const wanted = Number(process.env.DSQL_MUTANTS ?? 4_000);
const seed = Number(process.env.DSQL_SEED ?? 1);
const folder = process.env.DSQL_CORPUS;

/** What the statements name. A function of someone's own says when it runs: nobody else can see that it has. */
const given = `
CREATE SCHEMA app;
CREATE TABLE t (id int, a int, b bool, c int, d date, is_old bool);
CREATE TABLE u (id int, a int, b bool, c int, d int);
CREATE TABLE app.t (LIKE t); CREATE TABLE c (LIKE t); CREATE TABLE "My t" (LIKE t);
INSERT INTO t (id, a) VALUES (1, 1);
CREATE SEQUENCE s; CREATE ROLE app; CREATE ROLE r;
CREATE VIEW v AS SELECT * FROM t;
CREATE FUNCTION work(VARIADIC ids int[] DEFAULT '{}') RETURNS int LANGUAGE plpgsql AS 'BEGIN RAISE WARNING ''it ran''; RETURN 1; END';
CREATE FUNCTION app.work(int) RETURNS int LANGUAGE plpgsql AS 'BEGIN RAISE WARNING ''it ran''; RETURN 1; END';
CREATE PROCEDURE work() LANGUAGE plpgsql AS 'BEGIN RAISE WARNING ''it ran''; END';
CREATE FUNCTION app.plus(int, int) RETURNS int LANGUAGE plpgsql AS 'BEGIN RAISE WARNING ''it ran''; RETURN 1; END';
CREATE FUNCTION app.lower(text) RETURNS text LANGUAGE plpgsql AS 'BEGIN RAISE WARNING ''it ran''; RETURN 1; END';
CREATE OPERATOR app.+ (FUNCTION = app.plus, LEFTARG = int, RIGHTARG = int);
`;

let client: Client;
let stop = (): Promise<void> => Promise.resolve();
let ran = false;
before(async () => {
  const postgres = await startPostgres();
  ({ client, stop } = postgres);
  await client.query(given);
  client.on('notice', ({ message }) => {
    ran ||= message === 'it ran';
  });
});
after(() => stop());

/** What a statement that is said to read does nevertheless. */
async function deedOf(sql: string): Promise<string | undefined> {
  ran = false;
  await client.query("BEGIN READ ONLY; SET LOCAL statement_timeout = '200ms'");
  const state = await client.query(sql).then(
    () => 'done',
    (error: unknown) => (error instanceof DatabaseError ? error.code : String(error)),
  );
  const { rows } =
    state === 'done'
      ? await client.query("SELECT FROM pg_locks WHERE locktype = 'advisory'").catch(() => ({ rows: [] }))
      : { rows: [] };
  await client.query('ROLLBACK');
  await client.query('DISCARD ALL');
  if (state === '25006') return 'is refused where one may only read';
  // A function that is called as if it were a column is not seen: `(1).work`
  if (ran && !/\)\s*\.\s*\w/.test(sql)) return 'calls a function';
  return rows.length > 0 ? 'locks' : undefined;
}

function pool(): readonly string[] {
  const scripts = folder === undefined ? [] : readdirSync(folder).filter((file) => file.endsWith('.sql'));
  const others = scripts.flatMap((file) => statementsIn(readFileSync(path.join(folder ?? '', file), 'utf8')));
  return [...corpus(), ...others].filter(({ length }) => length < 1_000);
}

/** Statements that somebody has thought of to get something past. Signs such as ⏎ stand for a line break and its like. */
const tricks = (file = 'tricks.txt'): readonly string[] =>
  readFileSync(path.join(__dirname, file), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('# '))
    .map((line) =>
      line
        .replace(/[⏎␍␌␋]/g, (sign) => breaks[sign] ?? sign)
        .replace(/⟨(\w+)⟩/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16))),
    );

const breaks: Readonly<Record<string, string>> = { '⏎': '\n', '␍': '\r', '␌': '\f', '␋': '\v' };

/** What a statement does that its effect does not tell. */
async function holesIn(sql: string, nodes: readonly Node[]): Promise<readonly string[]> {
  const fault = faultOf(sql, nodes);
  const deed = effectOf(sql).access === 'reads' ? await deedOf(sql) : undefined;
  return [fault, deed].flatMap((hole) => (hole === undefined ? [] : [`${hole}: ${JSON.stringify(sql)}`]));
}

test('no statement that was thought of does more than its effect tells', async () => {
  const holes: string[] = [];
  const thought = [...tricks(), ...tricks('moreTricks.txt'), ...tricks('settingTricks.txt')];
  for (const sql of [...thought, ...effectCases().map((one) => one.sql)]) {
    const answer = sql.trim() === '' ? undefined : parser(sql, true);
    if (answer?.kind === 'tree') holes.push(...(await holesIn(sql, answer.nodes)));
  }
  assert.deepEqual(holes, []);
});

test('no changed statement does more than its effect tells', async (context) => {
  const [cases, others] = [[...effectCases().map(({ sql }) => sql), ...tricks()], pool()];
  const random = randomFrom(seed);
  const counts = { made: 0, valid: 0, reading: 0 };
  const holes: string[] = [];
  while (counts.valid < wanted) {
    const sql = mutantOf(random() < 0.6 ? cases : others, random);
    counts.made++;
    if (sql.trim() === '' || sql.includes('\0') || sql.length > 4_000) continue;
    const answer = parser(sql, true);
    if (answer.kind !== 'tree') continue;
    counts.valid++;
    if (effectOf(sql).access === 'reads') counts.reading++;
    holes.push(...(await holesIn(sql, answer.nodes)));
  }
  context.diagnostic(
    `${counts.made} made, ${counts.valid} valid, ${counts.reading} of them read: seed ${seed}`,
  );
  assert.deepEqual(holes, []);
});
