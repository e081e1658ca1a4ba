import { drawingFrom } from './drawing.js';

/** A step of a schedule: what one session does. Outside a transaction a statement is one of its own. */
export interface Step {
  readonly session: number;
  readonly kind:
    | 'begin'
    | 'commit'
    | 'rollback'
    | 'read'
    | 'look'
    | 'add'
    | 'addBelow'
    | 'move'
    | 'mark'
    | 'insert'
    | 'copy'
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

/** A step's statement with the parameters that it has. */
export const statementOf = (step: Step): { readonly text: string; readonly values: readonly unknown[] } => {
  const { id, value, mark } = step;
  const forms: Readonly<Record<Step['kind'], readonly [text: string, ...values: unknown[]]>> = {
    begin: ['BEGIN'],
    commit: ['COMMIT'],
    rollback: ['ROLLBACK'],
    read: ['SELECT id, n, u FROM model ORDER BY id'],
    look: ['SELECT id, n, u FROM model AS seen WHERE seen.id = $1', id],
    add: ['UPDATE model SET n = n + $1 WHERE id = $2', value, id],
    addBelow: ['UPDATE model SET n = n + $1 WHERE n < $1', value],
    move: ['UPDATE model SET id = $2 WHERE id = $1', id, 1 + (value % 6)],
    mark: ['UPDATE model AS one SET u = $1 WHERE one.id = $2', mark, id],
    insert: ['INSERT INTO model VALUES ($1, $2, $3)', id, value, mark],
    copy: ['INSERT INTO model SELECT $2, n, NULL FROM model WHERE id = $1', id, 1 + (value % 6)],
    delete: ['DELETE FROM model WHERE id = $1', id],
    upsert: [
      'INSERT INTO model VALUES ($1, $2, NULL) ON CONFLICT (id) DO UPDATE SET n = model.n + excluded.n',
      id,
      value,
    ],
    lock: ['SELECT id, n, u FROM model WHERE id = $1 FOR UPDATE', id],
  };
  const [text, ...values] = forms[step.kind];
  return { text, values };
};

/** The same without parameters. */
export function sqlOf(step: Step): string {
  const { text, values } = statementOf(step);
  return text.replaceAll(/\$(\d)/g, (_, place) => String(values[Number(place) - 1] ?? 'NULL'));
}

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
    if (kind === 'look') return rowsTold(row ? [[id, row]] : []);
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
    const isMarked = (except: number) =>
      mark !== null && [...seen].some(([key, { u }]) => key !== except && u === mark);
    const fail = () => {
      open.hasFailed = true;
      return '23505';
    };
    const other = 1 + (value % 6);
    if (kind === 'move') {
      if (!row) return 'UPDATE 0';
      if (other !== id && seen.has(other)) return fail();
      write(id, undefined);
      write(other, row);
      return 'UPDATE 1';
    }
    if (kind === 'mark') {
      if (!row) return 'UPDATE 0';
      if (isMarked(id)) return fail();
      write(id, { ...row, u: mark });
      return 'UPDATE 1';
    }
    if (kind === 'copy') {
      if (!row) return 'INSERT 0';
      if (seen.has(other)) return fail();
      write(other, { n: row.n, u: null });
      return 'INSERT 1';
    }
    if (kind === 'insert' && (row || isMarked(id))) return fail();
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
  const { below, kind } = drawingFrom(random, shares);
  return Array.from({ length: 26 }, () => ({
    session: below(3),
    kind: kind(),
    id: 1 + below(6),
    value: 1 + below(100),
    mark: below(2) === 0 ? null : (1 + below(6)) * 10,
  }));
}

const shares: Readonly<Record<Step['kind'], number>> = {
  begin: 5,
  commit: 4,
  rollback: 1,
  read: 3,
  look: 2,
  add: 4,
  addBelow: 1,
  move: 1,
  mark: 2,
  insert: 3,
  copy: 1,
  delete: 3,
  upsert: 2,
  lock: 2,
};
