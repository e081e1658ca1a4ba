/** A step of a schedule: what one session does. Outside a transaction a statement is one of its own. */
export interface Step {
  readonly session: number;
  readonly kind:
    | 'begin'
    | 'commit'
    | 'rollback'
    | 'read'
    | 'add'
    | 'addBelow'
    | 'insert'
    | 'delete'
    | 'upsert'
    | 'lock';
  readonly id: number;
  readonly value: number;
  /** The unique value that an INSERT brings. */
  readonly mark: number | null;
}

interface Row {
  readonly n: number;
  readonly u: number | null;
}

interface Open {
  snapshot: Map<number, Row> | undefined;
  taken: number;
  readonly written: Map<number, Row | undefined>;
  readonly locked: Set<number>;
  hasFailed: boolean;
}

/** What a statement answers: a SQLSTATE, or its command with rows or their number. */
export type Told = string;

export const sqlOf = ({ kind, id, value, mark }: Step): string =>
  ({
    begin: 'BEGIN',
    commit: 'COMMIT',
    rollback: 'ROLLBACK',
    read: 'SELECT id, n, u FROM model ORDER BY id',
    add: `UPDATE model SET n = n + ${value} WHERE id = ${id}`,
    addBelow: `UPDATE model SET n = n + ${value} WHERE n < ${value}`,
    insert: `INSERT INTO model VALUES (${id}, ${value}, ${mark ?? 'NULL'})`,
    delete: `DELETE FROM model WHERE id = ${id}`,
    upsert: `INSERT INTO model VALUES (${id}, ${value}, NULL) ON CONFLICT (id) DO UPDATE SET n = model.n + excluded.n`,
    lock: `SELECT id, n, u FROM model WHERE id = ${id} FOR UPDATE`,
  })[kind];

export const firstRows: readonly (readonly [id: number, row: Row])[] = [
  [1, { n: 0, u: 10 }],
  [2, { n: 0, u: 20 }],
  [3, { n: 0, u: 30 }],
];

/**
 * What Aurora DSQL promises of transactions: one snapshot, nobody waits, and who commits later a key that another has written
 * or locked since that snapshot loses at its COMMIT.
 */
export function createModel(): { readonly take: (step: Step) => Told } {
  const committed = new Map(firstRows);
  const lastChange = new Map<number, number>();
  let commits = 0;
  const transactions = new Map<number, Open>();
  const newOpen = (): Open => ({
    snapshot: undefined,
    taken: 0,
    written: new Map(),
    locked: new Set(),
    hasFailed: false,
  });

  function commit({ snapshot, taken, written, locked }: Open): boolean {
    if (!snapshot) return true;
    const touched = [...written.keys(), ...locked];
    if (touched.some((key) => (lastChange.get(key) ?? 0) > taken)) return false;
    for (const [key, row] of written)
      for (const [other, { u }] of committed)
        if (row && row.u !== null && other !== key && u === row.u && !written.has(other)) return false;
    if (touched.length > 0) commits++;
    for (const key of touched) lastChange.set(key, commits);
    for (const [key, row] of written) {
      if (row) committed.set(key, row);
      else committed.delete(key);
    }
    return true;
  }

  function run(open: Open, { kind, id, value, mark }: Step): Told {
    if (!open.snapshot) open.taken = commits;
    open.snapshot ??= new Map(committed);
    const seen = new Map(open.snapshot);
    for (const [key, row] of open.written) {
      if (row) seen.set(key, row);
      else seen.delete(key);
    }
    const row = seen.get(id);
    const write = (key: number, changed: Row | undefined) => open.written.set(key, changed);
    if (kind === 'read') return rowsTold([...seen]);
    if (kind === 'lock') {
      if (row) open.locked.add(id);
      return rowsTold(row ? [[id, row]] : []);
    }
    if (kind === 'add' || kind === 'addBelow') {
      const found = [...seen].filter(([key, { n }]) => (kind === 'add' ? key === id : n < value));
      for (const [key, old] of found) write(key, { ...old, n: old.n + value });
      return `UPDATE ${found.length}`;
    }
    if (kind === 'delete') {
      if (row) write(id, undefined);
      return `DELETE ${row ? 1 : 0}`;
    }
    const isTwice = row !== undefined || (mark !== null && [...seen.values()].some(({ u }) => u === mark));
    if (kind === 'insert' && isTwice) {
      open.hasFailed = true;
      return '23505';
    }
    write(id, kind === 'insert' ? { n: value, u: mark } : { n: (row?.n ?? 0) + value, u: row?.u ?? null });
    return 'INSERT 1';
  }

  return {
    take(step) {
      const open = transactions.get(step.session);
      if (step.kind === 'begin') {
        if (!open) transactions.set(step.session, newOpen());
        return open?.hasFailed ? '25P02' : 'BEGIN';
      }
      if (step.kind === 'rollback' || step.kind === 'commit') {
        transactions.delete(step.session);
        if (!open) return step.kind.toUpperCase();
        if (step.kind === 'rollback' || open.hasFailed) return 'ROLLBACK';
        return commit(open) ? 'COMMIT' : '40001';
      }
      if (open) return open.hasFailed ? '25P02' : run(open, step);
      const alone = newOpen();
      const told = run(alone, step);
      return alone.hasFailed || commit(alone) ? told : '40001';
    },
  };
}

export const rowsTold = (rows: readonly (readonly [number, Row])[]): Told =>
  `SELECT ${JSON.stringify([...rows].sort(([a], [b]) => a - b).map(([id, { n, u }]) => [id, n, u]))}`;

/** A schedule of three sessions, the same one for the same numbers. */
export function scheduleFrom(random: () => number): Step[] {
  const below = (limit: number) => Math.floor(random() * limit);
  const kinds: readonly Step['kind'][] = [
    ...repeated('begin', 5),
    ...repeated('commit', 4),
    'rollback',
    ...repeated('read', 3),
    ...repeated('add', 4),
    'addBelow',
    ...repeated('insert', 3),
    ...repeated('delete', 3),
    ...repeated('upsert', 2),
    ...repeated('lock', 2),
  ];
  return Array.from({ length: 26 }, () => ({
    session: below(3),
    kind: kinds[below(kinds.length)] ?? 'read',
    id: 1 + below(6),
    value: 1 + below(100),
    mark: below(2) === 0 ? null : (1 + below(6)) * 10,
  }));
}

const repeated = (kind: Step['kind'], times: number): Step['kind'][] =>
  Array.from({ length: times }, () => kind);
