import { drawingFrom } from './drawing.js';

/** A step of a history of lists: a session appends to one, or reads one. Outside a transaction a statement is one of its own. */
export interface ListStep {
  readonly session: number;
  readonly kind:
    | 'begin'
    | 'commit'
    | 'rollback'
    | 'read'
    | 'lock'
    | 'append'
    | 'extend'
    | 'call'
    | 'define'
    | 'child';
  readonly list: number;
  /** Each is appended once. */
  readonly value: number;
}

/** What a step answered: a SQLSTATE, the list that was read, or how many rows were changed. */
export type ListTold =
  | { readonly error: string }
  | { readonly read: readonly number[] }
  | { readonly rows: number };

export const listSqlOf = ({ kind, list, value }: ListStep): string =>
  ({
    begin: 'BEGIN',
    commit: 'COMMIT',
    rollback: 'ROLLBACK',
    read: `SELECT members FROM lists WHERE id = ${list}`,
    lock: `SELECT members FROM lists WHERE id = ${list} FOR UPDATE`,
    append: `INSERT INTO lists (id, members) VALUES (${list}, '${value}')
      ON CONFLICT (id) DO UPDATE SET members = lists.members || ',' || excluded.members`,
    extend: `UPDATE lists SET members = members || ',${value}' WHERE id = ${list}`,
    call: `CALL append(${list}, ${value})`,
    define: `ALTER TABLE defined ALTER COLUMN n SET DEFAULT ${value}`,
    child: `INSERT INTO members (list, value) VALUES (${list}, ${value})`,
  })[kind];

/** A transaction as its client saw it; of one that failed nothing may be seen. */
interface Acted {
  readonly begun: number;
  ended: number;
  hasCommitted: boolean;
  readonly acts: {
    readonly kind: 'append' | 'read';
    readonly list: number;
    readonly values: readonly number[];
  }[];
}

/**
 * What breaks snapshot isolation in a history that was played step by step, with the lists as they are at its end; nothing where
 * all is well. A transaction begins at its first statement, and whatever had committed before is in its snapshot.
 * Adya, "Weak Consistency", 1999: no cycle of writes, reads and time has fewer than two neighboring anti-dependencies.
 */
export function anomaliesOf(
  played: readonly (readonly [ListStep, ListTold])[],
  final: ReadonlyMap<number, readonly number[]>,
): readonly string[] {
  const acted = actedIn(played);
  const committed = acted.filter(({ hasCommitted }) => hasCommitted);
  const writers = new Map<number, Acted>();
  for (const one of acted)
    for (const { kind, values } of one.acts)
      if (kind === 'append') for (const value of values) writers.set(value, one);
  const told: string[] = [];
  const finalOf = (list: number) => final.get(list) ?? [];
  for (const [list, values] of final)
    for (const value of values)
      if (!writers.get(value)?.hasCommitted)
        told.push(`${value} is in list ${list}, and its transaction has failed`);
  for (const { acts } of committed) {
    const own = new Map<number, readonly number[]>();
    const seen = new Map<number, string>();
    for (const { kind, list, values } of acts) {
      const mine = own.get(list) ?? [];
      if (kind === 'append') {
        own.set(list, [...mine, ...values]);
        if (!finalOf(list).includes(values[0] ?? 0))
          told.push(`${values} was committed to list ${list} and is lost`);
        continue;
      }
      const base = values.slice(0, values.length - mine.length);
      if (`${values.slice(base.length)}` !== `${mine}`)
        told.push(`list ${list} was read as ${values} behind ${mine}`);
      if (seen.has(list) && seen.get(list) !== `${base}`)
        told.push(`list ${list} was ${seen.get(list)}, then ${base}`);
      seen.set(list, `${base}`);
      if (`${finalOf(list).slice(0, base.length)}` !== `${base}`)
        told.push(`list ${list} was read as ${base} and is ${finalOf(list)}`);
    }
  }
  return [...told, ...cyclesOf(committed, writers, final)];
}

function actedIn(played: readonly (readonly [ListStep, ListTold])[]): readonly Acted[] {
  const all: Acted[] = [];
  const open = new Map<number, { acted: Acted | undefined; hasFailed: boolean }>();
  for (const [at, [{ session, kind, list, value }, told]] of played.entries()) {
    const state = open.get(session);
    const failed = 'error' in told;
    if (kind === 'begin') {
      if (!state) open.set(session, { acted: undefined, hasFailed: false });
      continue;
    }
    if (kind === 'commit' || kind === 'rollback') {
      open.delete(session);
      if (!state?.acted) continue;
      state.acted.ended = at;
      state.acted.hasCommitted = kind === 'commit' && !failed && !state.hasFailed;
      continue;
    }
    if (kind === 'define') {
      if (state && failed) state.hasFailed = true;
      // Its snapshot is that of its first statement, whatever that is.
      if (!state || failed || state.acted) continue;
      state.acted = { begun: at, ended: at, hasCommitted: false, acts: [] };
      all.push(state.acted);
      continue;
    }
    const alone: Acted = { begun: at, ended: at, hasCommitted: !state && !failed, acts: [] };
    const acted = state ? (state.acted ?? alone) : alone;
    if (acted === alone) all.push(alone);
    if (state) state.acted = acted;
    if (failed) {
      if (state) state.hasFailed = true;
      continue;
    }
    if ('read' in told) acted.acts.push({ kind: 'read', list, values: told.read });
    else if (kind === 'append' || kind === 'call' || (kind === 'extend' && told.rows > 0))
      acted.acts.push({ kind: 'append', list, values: [value] });
  }
  return all;
}

function cyclesOf(
  committed: readonly Acted[],
  writers: ReadonlyMap<number, Acted>,
  final: ReadonlyMap<number, readonly number[]>,
): readonly string[] {
  const before = new Map(committed.map((one) => [one, new Set<Acted>()]));
  const overtaken = new Map(committed.map((one) => [one, new Set<Acted>()]));
  const precedes = (one: Acted | undefined, other: Acted | undefined) => {
    if (one && other && one !== other) before.get(one)?.add(other);
  };
  for (const one of committed)
    for (const other of committed) if (one.ended < other.begun) precedes(one, other);
  for (const values of final.values())
    for (const [at, value] of values.entries())
      if (at > 0) precedes(writers.get(values[at - 1] ?? 0), writers.get(value));
  for (const reader of committed) {
    const own = new Set(reader.acts.flatMap(({ kind, values }) => (kind === 'append' ? values : [])));
    for (const { kind, list, values } of reader.acts) {
      if (kind !== 'read') continue;
      const base = values.filter((value) => !own.has(value));
      precedes(writers.get(base.at(-1) ?? 0), reader);
      const next = writers.get(final.get(list)?.[base.length] ?? 0);
      if (next && next !== reader) overtaken.get(reader)?.add(next);
    }
  }
  const next = (one: Acted) =>
    [...(before.get(one) ?? [])].flatMap((other) => [other, ...(overtaken.get(other) ?? [])]);
  return committed
    .filter((start) => {
      const reached = new Set<Acted>();
      const waiting = next(start);
      for (let one = waiting.pop(); one; one = waiting.pop())
        if (!reached.has(one)) {
          reached.add(one);
          waiting.push(...next(one));
        }
      return reached.has(start);
    })
    .map(({ begun, ended }) => `the transaction of the steps ${begun} to ${ended} stands in a circle`);
}

/** A history of a number of sessions, the same one for the same numbers. */
export function listHistoryFrom(random: () => number, sessions: number): ListStep[] {
  const { below, kind } = drawingFrom(random, shares);
  return Array.from({ length: 30 }, (_, at) => ({
    session: below(sessions),
    kind: kind(),
    list: 1 + below(3),
    value: at + 1,
  }));
}

const shares: Readonly<Record<ListStep['kind'], number>> = {
  begin: 6,
  commit: 5,
  rollback: 1,
  read: 7,
  lock: 2,
  append: 6,
  extend: 3,
  child: 2,
  call: 1,
  define: 1,
};
