import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tokenize } from '../../src/core/syntax/lexer.js';
import { parseStatement } from '../../src/core/syntax/parse.js';
import { isPlainQuery } from '../../src/core/syntax/plainQuery.js';
import { statementText } from '../../src/core/syntax/statement.js';
import { corpus } from './corpus.js';
import { parser } from './engine.js';

/** With a tree, so that a query is not judged by what is on trial here. */
function isRight(text: string): boolean {
  const { node, syntaxError } = parseStatement(parser, statementText(text), true);
  return node !== undefined && syntaxError === undefined;
}

const plain: readonly string[] = [
  'SELECT 1',
  "select distinct t.a, count(*) AS n, sum(b) filter (where b > 0) over (partition by c order by d desc nulls last) from s.t as t left join u on u.id = t.id where not (a = 1 or b is not null) and c in ('x', $1) group by 1, 2 having count(*) > 1 order by n limit 10 offset 20;",
  "SELECT (SELECT max(id) FROM t), CASE WHEN a LIKE '%x%' THEN 1 ELSE b::numeric(10, 2) END FROM (SELECT * FROM t UNION ALL SELECT * FROM u) v CROSS JOIN w",
  'INSERT INTO t (id, "Name") VALUES ($1, DEFAULT), (-1.5, now() - interval \'1 day\') ON CONFLICT (id) DO UPDATE SET name = excluded.name RETURNING *',
  "INSERT INTO t VALUES ( 1 ,'it''s {\\'::text,-1.5\n,\tNULL), (DEFAULT, TRUE, '{\"a\": {}}'::JSONB, '')",
  "INSERT INTO t VALUES ('{{ x('y') }}')",
  "INSERT INTO t VALUES ('a'), (now()), (2), ('--', '/* ; */')",
  `INSERT INTO t VALUES ('${"''".repeat(3_000_000)}', ${'1,'.repeat(1_000_000)}1)`,
  "UPDATE t SET a = coalesce(a, 0) + 1, b = DEFAULT FROM u WHERE t.id = ANY($1::uuid[]) AND u.at AT TIME ZONE 'utc' BETWEEN x AND y",
  'WITH a AS (SELECT 1), b (id) AS (SELECT id FROM t) SELECT * FROM a, b',
  'DELETE FROM app.t USING u WHERE EXISTS (SELECT 1 FROM v WHERE v.id = t.id)',
];

for (const text of plain)
  test(`it is plain: ${text.slice(0, 200)}`, () => assert.ok(isPlainQuery(text) && isRight(text)));

const others: readonly string[] = [
  'SELECT a = b = c',
  'SELECT a FROM t u v',
  'SELECT "" FROM t',
  'SELECT $1and 2',
  'SELECT 1a',
  'SELECT 1.',
  'SELECT 1.5.6',
  'SELECT 1e5',
  'SELECT 12345678901',
  "SELECT 'a",
  'SELECT a FROM format json',
  'SELECT a /* why */',
  'SELECT a FROM a.b.c.d',
  'SELECT a::varchar(1.5)',
  'SELECT a FROM t,',
  'SELECT a li\u212ae b',
  'SELECT operator(*)',
  'SELECT a FROM t GROUP BY rollup ()',
  'UPDATE t SET SET a = 1',
  'INSERT INTO t (a, b VALUES (1)',
  'INSERT INTO t VALUES (1), ()',
  'INSERT INTO t VALUES (1,)',
  'INSERT INTO t VALUES (12345678901)',
  'INSERT INTO t VALUES (1\u00a0)',
  "INSERT INTO t VALUES (e'\\'', 1)",
  "INSERT INTO t VALUES ('a' 'b')",
  'INSERT INTO t VALUES (null::select)',
  'SELECT (1), (2)) FROM t',
  'SELECT a IN (VALUES (1), (2)) FROM t',
  `SELECT ${'('.repeat(30)}1${')'.repeat(30)}`,
  `SELECT ${'1 + '.repeat(99)}1`,
];

for (const text of others)
  test(`the grammar is asked: ${text.slice(0, 60)}`, () => assert.ok(!isPlainQuery(text)));

test('most queries of the corpus are plain, and the grammar takes whatever is', () => {
  const queries = corpus().filter((text) => /^(?:with|select|insert|update|delete)\b/i.test(text));
  const taken = queries.filter(isPlainQuery);
  assert.deepEqual(
    taken.filter((text) => !isRight(text)),
    [],
  );
  assert.ok(taken.length > queries.length * 0.9, `${taken.length} of ${queries.length}`);
});

test('a plain query in which words were lost, doubled, swapped or replaced is plain only where it is right', () => {
  const random = randomFrom(42);
  const pick = <V>(list: readonly V[]): V => list[random(list.length)] as V;
  const seeds = corpus()
    .filter((text) => text.length < 600 && isPlainQuery(text))
    .map((text) => tokenize(text).map(({ start, end }) => text.slice(start, end)));
  const words = [...new Set([...seeds.flat(), ...unreserved.split(/\s+/)])];
  let taken = 0;
  for (let round = 0; round < 100_000; round++) {
    const mutant = [...pick(seeds)];
    for (let times = 1 + random(2); times > 0; times--) {
      const [at, kind] = [random(mutant.length), random(4)];
      if (kind === 0) mutant.splice(at, 1);
      else if (kind === 1) mutant.splice(at, 0, pick(mutant));
      else if (kind === 2) mutant.splice(at, 1, pick(words));
      else mutant.splice(at, 1, pick(pick(seeds)));
    }
    const text = mutant.join(' ');
    if (!isPlainQuery(text)) continue;
    taken++;
    if (!isRight(text)) assert.fail(`the grammar refuses ${text}`);
  }
  assert.ok(taken > 5_000, `${taken}`);
});

function randomFrom(start: number): (below: number) => number {
  let state = start;
  return (below) => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
}

/** PostgreSQL's keywords that are names almost everywhere. */
const unreserved = `abort absent absolute access action add admin after aggregate also alter always asensitive assertion
  assignment at atomic attach attribute backward before begin breadth by cache call called cascade cascaded
  catalog chain characteristics checkpoint class close cluster columns comment comments commit committed
  compression configuration conflict connection constraints content continue conversion copy cost csv cube
  current cursor cycle data database day deallocate declare defaults deferred definer delete delimiter
  delimiters depends depth detach dictionary disable discard document domain double drop each enable
  encoding encrypted enum escape event exclude excluding exclusive execute explain expression extension
  external family filter finalize first following force format forward function functions generated global
  granted groups handler header hold hour identity if immediate immutable implicit import include including
  increment indent index indexes inherit inherits inline input insensitive insert instead invoker isolation
  json key keys label language large last leakproof level listen load local location lock locked logged
  mapping match matched materialized maxvalue merge method minute minvalue mode month move name names new
  next nfc nfd nfkc nfkd no normalized nothing notify nowait nulls object of off oids old operator option
  options ordinality others over overriding owned owner parallel parameter parser partial partition passing
  password plans policy preceding prepare prepared preserve prior privileges procedural procedure
  procedures program publication quote range read reassign recheck recursive ref referencing refresh
  reindex relative release rename repeatable replace replica reset restart restrict return returns revoke
  role rollback rollup routine routines rows rule savepoint scalar schema schemas scroll search second
  security sequence sequences serializable server session set sets share show simple skip snapshot sql
  stable standalone start statement statistics stdin stdout storage stored strict strip subscription
  support sysid system tables tablespace temp template temporary text ties transaction transform trigger
  truncate trusted type types uescape unbounded uncommitted unencrypted unknown unlisten unlogged until
  update vacuum valid validate validator value varying version view views volatile whitespace within
  without work wrapper write xml yes zone`;
