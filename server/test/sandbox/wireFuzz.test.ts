import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type pg from 'pg';
import { cstring, frame, int32 } from '../../src/sandbox/wire/frame.js';
import { randomFrom } from '../random.js';
import { left } from './left.js';
import { type Local, startLocal } from './local.js';
import { atSandbox, behind, isReady, mark, strange, strangeBehind, type Wire } from './wire.js';
import {
  clearing,
  ending,
  insteadOfPassword,
  messages,
  openings,
  type Step,
  startUpOfAdmin,
  states,
  variants,
} from './wireMessages.js';

/** `DSQL_WIRE=all` tries each message in each state; `DSQL_WIRE=400 DSQL_SEED=9` so many of them, drawn by another seed. */
const wanted = process.env.DSQL_WIRE ?? '100';
const firstSeed = Number(process.env.DSQL_SEED ?? 1);

interface Case {
  readonly title: string;
  readonly steps: readonly Step[];
}

let local: Local;
let token: string;
let witness: pg.Client;
before(async () => {
  local = await startLocal();
  token = await local.token();
  witness = await local.connect();
  for (const table of ['here', 'bare'])
    await witness.query(`CREATE TABLE ${table} (id int PRIMARY KEY, n text)`);
});
after(() => local.close());

/** One of the two that are compared, with the session that goes on as long as it lives. */
interface Side {
  readonly table: string;
  readonly open: () => Promise<Wire>;
  wire: Wire | undefined;
}
const sides = (): readonly [Side, Side] => [
  { table: 'here', open: () => atSandbox(local, token), wire: undefined },
  { table: 'bare', open: () => behind(local), wire: undefined },
];

/** What a side tells of a case, up to the answer of a query that shows that the session lives. */
async function played(side: Side, { steps }: Case): Promise<readonly string[]> {
  const { table } = side;
  if (!side.wire) {
    side.wire = await side.open();
    await clear(side.wire, table);
  }
  const { wire } = side;
  const told: string[] = [];
  for (const { bytes, until } of steps) {
    wire.send(bytes(table));
    if (until !== undefined) told.push(...(await wire.told((one) => one.startsWith(until))));
  }
  wire.send(ending(table));
  told.push(...(await wire.told((one) => one === `D ${mark}`)));
  if (!isOver(told)) told.push(...(await wire.told(isReady)));
  if (isOver(told)) {
    wire.destroy();
    side.wire = undefined;
    return told;
  }
  await clear(wire, table);
  return told;
}

async function clear(wire: Wire, table: string): Promise<void> {
  wire.send(clearing(table));
  for (let count = 0; count < 3; count++) await wire.told(isReady);
}

/**
 * Whether the sandbox tells the same. A PostgreSQL that closes a connection may lose what it was about to tell, so there the
 * sandbox may tell more before it closes it.
 */
function isAlike(here: readonly string[], bare: readonly string[]): boolean {
  if (here.join() === bare.join()) return true;
  const lost = bare.slice(0, -1);
  return bare.at(-1) === 'closed' && here.at(-1) === 'closed' && here.join().startsWith(lost.join());
}

const isOver = (told: readonly string[]) => told.at(-1) === 'closed' || told.at(-1) === 'silent';

test('each message in each state is answered as PostgreSQL answers it', async () => {
  const both = sides();
  const differ: Record<string, unknown> = {};
  for (const one of cases()) {
    const [here, bare] = [await played(both[0], one), await played(both[1], one)];
    if (!isAlike(here, bare)) differ[one.title] = { here: here.join(', '), bare: bare.join(', ') };
  }
  for (const { wire } of both) wire?.destroy();
  assert.deepEqual(differ, {});
  assert.deepEqual((await witness.query('SELECT 1 AS one')).rows, [{ one: 1 }]);
});

test('random sequences of messages are answered as PostgreSQL answers them', async () => {
  const both = sides();
  const count = wanted === 'all' ? 2_000 : Number(wanted) / 3;
  for (let seed = firstSeed; seed < firstSeed + count; seed++) {
    const isWrong = async (names: readonly string[]) => {
      const one = sequenceOf(names);
      return !isAlike(await played(both[0], one), await played(both[1], one));
    };
    let names = namesFrom(randomFrom(seed));
    if (!(await isWrong(names))) continue;
    for (const name of names) {
      const without = names.filter((other) => other !== name);
      if (await isWrong(without)) names = without;
    }
    const one = sequenceOf(names);
    const [here, bare] = [await played(both[0], one), await played(both[1], one)];
    assert.deepEqual([names, here], [names, bare], `DSQL_SEED=${seed} DSQL_WIRE=3 plays it again`);
  }
  for (const { wire } of both) wire?.destroy();
});

const namesFrom = (random: () => number): readonly string[] => {
  const all = Object.keys(messages);
  return Array.from(
    { length: 2 + Math.floor(random() * 8) },
    () => all[Math.floor(random() * all.length)] ?? '',
  );
};

const sequenceOf = (names: readonly string[]): Case => ({
  title: names.join('; '),
  steps: names.flatMap((name) => {
    const bytes = messages[name];
    return bytes ? [{ bytes }] : [];
  }),
});

test('a call of a function by a message of its own is refused, and the session goes on', async () => {
  const wire = await atSandbox(local, token);
  wire.send(Buffer.concat([frame('F', int32(1598), Buffer.alloc(6)), ending('here')]));
  const told = [...(await wire.told((one) => one === `D ${mark}`)), ...(await wire.told(isReady))];
  wire.destroy();
  assert.deepEqual(told, [
    'E 0A000',
    'Z I',
    'Z I',
    'N 25P01',
    'C ROLLBACK',
    'Z I',
    'T',
    `D ${mark}`,
    'C SELECT 1',
    'Z I',
  ]);
});

test('a Sync behind a row of a COPY that fails is answered by PostgreSQL alone', async () => {
  const told: string[][] = [];
  for (const side of sides()) {
    const wire = await side.open();
    wire.send(frame('Q', cstring(`COPY ${side.table} FROM STDIN`)));
    await wire.told((one) => one === 'G');
    wire.send(Buffer.concat([frame('d', Buffer.from('x\n')), frame('S'), frame('c'), ending(side.table)]));
    const all = [...(await wire.told((one) => one === `D ${mark}`)), ...(await wire.told(isReady))];
    told.push(all.slice(0, all.indexOf('N 25P01')));
    wire.destroy();
  }
  const both = ['E 22P02', 'Z I', 'Z I'];
  assert.deepEqual(told, [both, [...both, 'Z I']]);
});

test('what opens no session is refused as PostgreSQL refuses it', async () => {
  const differ: Record<string, unknown> = {};
  for (const [title, bytes] of Object.entries(openings)) {
    const [here, bare] = await Promise.all(
      [strange(local), strangeBehind(local)].map(async (opened) => {
        const wire = await opened;
        wire.send(bytes);
        return await wire.told(() => false);
      }),
    );
    if (here && bare && !isAlike(here, bare))
      differ[title] = { here: here.join(', '), bare: bare.join(', ') };
  }
  assert.deepEqual(differ, {});
});

test('what is no password is refused as one that does not fit the protocol', async () => {
  const told: Record<string, string> = {};
  const expected: Record<string, string> = {};
  for (const [title, bytes] of drawn(Object.entries(insteadOfPassword))) {
    const wire = await strange(local);
    wire.send(Buffer.concat([startUpOfAdmin, bytes]));
    told[title] = (await wire.told(() => false)).join(', ');
    expected[title] = 'R, E! 08P01, closed';
  }
  assert.deepEqual(told, expected);
});

test('after all that no session, no transaction and no copy of a table is left', async () => {
  const expected = { clients: 1, transactions: 0, copies: 0 };
  assert.deepEqual([await left(local.engine.connection), local.complaints], [expected, []]);
});

function cases(): readonly Case[] {
  const all = Object.entries(states).flatMap(([state, steps]) =>
    Object.entries(messages).flatMap(([name, message]) =>
      Object.entries(variants).map(([variant, change]) => ({
        title: `${state}: ${name} ${variant}`,
        steps: [...steps, { bytes: (table: string) => change(message(table)) }],
      })),
    ),
  );
  return drawn(all);
}

/** All of them, or as many as are wanted, each once. */
function drawn<One>(all: readonly One[]): readonly One[] {
  if (wanted === 'all') return all;
  const random = randomFrom(firstSeed);
  const places = new Set(Array.from({ length: Number(wanted) }, () => Math.floor(random() * all.length)));
  return all.filter((_, place) => places.has(place));
}
