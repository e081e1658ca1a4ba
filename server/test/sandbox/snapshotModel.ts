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
    | 'raise'
    | 'take'
    | 'view'
    | 'addThrough'
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

/** A table of the model with a view of it, by the kind of its primary key. */
export interface Shape {
  readonly table: string;
  readonly key: string;
  /** What its columns are defined by. */
  readonly columns: string;
  readonly keyOf: (id: number) => string | number;
}

const marked = 'n int NOT NULL, u int UNIQUE';
const partlyMarked = 'n int NOT NULL, u int';

export const shapes: readonly Shape[] = [
  { table: 'model', key: 'id', columns: `id int PRIMARY KEY, ${marked}`, keyOf: (id) => id },
  { table: 'model_text', key: 'id', columns: `id text PRIMARY KEY, ${marked}`, keyOf: (id) => `k'${id}` },
  {
    table: 'model_uuid',
    key: 'id',
    columns: `id uuid PRIMARY KEY, ${marked}`,
    keyOf: (id) => `00000000-0000-4000-8000-00000000000${id}`,
  },
  {
    table: 'model_two',
    key: 'part, id',
    columns: `id int, ${marked}, part text DEFAULT 'p', made bigint GENERATED ALWAYS AS IDENTITY (CACHE 1), PRIMARY KEY (part, id)`,
    keyOf: (id) => id,
  },
  { table: 'model_part', key: 'id', columns: `id bigint PRIMARY KEY, ${partlyMarked}`, keyOf: (id) => id },
];

/** A step's statement with the parameters that it has. */
export const statementOf = (
  step: Step,
  { table, key, keyOf }: Shape,
): { readonly text: string; readonly values: readonly unknown[] } => {
  const { value, mark } = step;
  const [id, other] = [keyOf(step.id), keyOf(1 + (value % 6))];
  const forms: Readonly<Record<Step['kind'], readonly [text: string, ...values: unknown[]]>> = {
    begin: ['BEGIN'],
    commit: ['COMMIT'],
    rollback: ['ROLLBACK'],
    read: [`SELECT id, n, u FROM ${table} ORDER BY id`],
    view: [`SELECT id, n, u FROM ${table}_view ORDER BY id`],
    look: [`SELECT id, n, u FROM ${table} AS seen WHERE seen.id = $1`, id],
    add: [`UPDATE ${table} SET n = n + $1 WHERE id = $2`, value, id],
    addThrough: [`UPDATE ${table}_view SET n = n + $1 WHERE id = $2`, value, id],
    addBelow: [`UPDATE ${table} SET n = n + $1 WHERE n < $1`, value],
    move: [`UPDATE ${table} SET id = $2 WHERE id = $1`, id, other],
    mark: [`UPDATE ${table} AS one SET u = $1 WHERE one.id = $2`, mark, id],
    insert: [`INSERT INTO ${table} VALUES ($1, $2, $3)`, id, value, mark],
    copy: [`INSERT INTO ${table} (id, n) SELECT $2, n FROM ${table} WHERE id = $1`, id, other],
    delete: [`DELETE FROM ${table} WHERE id = $1`, id],
    take: [`DELETE FROM ${table} WHERE n > $1 RETURNING id, n, u`, value],
    upsert: [
      `INSERT INTO ${table} VALUES ($1, $2, NULL) ON CONFLICT (${key}) DO UPDATE SET n = ${table}.n + excluded.n`,
      id,
      value,
    ],
    raise: [
      `INSERT INTO ${table} VALUES ($1, $2, NULL) ON CONFLICT (${key}) DO UPDATE SET n = excluded.n WHERE ${table}.n < excluded.n`,
      id,
      value,
    ],
    lock: [`SELECT id, n, u FROM ${table} WHERE id = $1 FOR UPDATE`, id],
  };
  const [text, ...values] = forms[step.kind];
  return { text, values };
};

/** The same without parameters. */
export function sqlOf(step: Step, shape: Shape): string {
  const { text, values } = statementOf(step, shape);
  return text.replaceAll(/\$(\d)/g, (_, place) => {
    const value = values[Number(place) - 1] ?? 'NULL';
    return typeof value === 'string' && value !== 'NULL' ? `'${value.replaceAll("'", "''")}'` : String(value);
  });
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
    if (kind === 'read' || kind === 'view') return rowsTold([...seen]);
    if (kind === 'look') return rowsTold(row ? [[id, row]] : []);
    if (kind === 'lock') {
      if (row) open.locked.add(id);
      return rowsTold(row ? [[id, row]] : []);
    }
    if (kind === 'take') {
      const taken = [...seen].filter(([, { n }]) => n > value);
      for (const [key] of taken) write(key, undefined);
      return rowsTold(taken, 'DELETE');
    }
    if (kind === 'add' || kind === 'addThrough' || kind === 'addBelow') {
      const found = [...seen].filter(([key, { n }]) => (kind === 'addBelow' ? n < value : key === id));
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
    if (kind === 'raise') {
      if (row && row.n >= value) return 'INSERT 0';
      write(id, { n: value, u: row?.u ?? null });
      return 'INSERT 1';
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

export const rowsTold = (rows: readonly (readonly [number, Row])[], command = 'SELECT'): Told =>
  `${command} ${JSON.stringify([...rows].sort(([a], [b]) => a - b).map(([id, { n, u }]) => [id, n, u]))}`;

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
  raise: 2,
  take: 1,
  view: 2,
  addThrough: 1,
  lock: 2,
};
