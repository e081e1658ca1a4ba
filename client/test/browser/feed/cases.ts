import type { AnswerColumn, Cell, Failure } from '../../../../server/src/connection/answer.js';
import type { StatementSink } from '../../../../server/src/running/sink.js';
import type { StatementSource } from '../../../../server/src/running/source.js';
import type { ResultsSink } from '../../../src/results/sink.js';

interface DocumentText {
  readonly uri: string;
  readonly text: string;
}

type Feed = (sink: ResultsSink, document: DocumentText | undefined) => void | Promise<void>;

const column = (name: string, type: string, oid: number): AnswerColumn => ({ name, type, oid });

const orders = [
  column('id', 'bigint', 20),
  column('customer', 'text', 25),
  column('total', 'numeric(38,18)', 1700),
  column('placed', 'timestamp with time zone', 1184),
  column('paid', 'boolean', 16),
  column('note', 'character varying(200)', 1043),
  column('doc', 'jsonb', 3802),
  column('key', 'uuid', 2950),
];

const people = [
  'Ada Lovelace',
  'Grace Hopper',
  'Łukasz Żółć',
  '山田 太郎',
  "Miles O'Brien",
  'عمر',
  'x'.repeat(500),
];

const orderRow = (id: number): Cell[] => [
  String(9_007_199_254_740_990n + BigInt(id)),
  people[id % people.length] ?? '',
  id % 9 === 4 ? null : `${(id * 7919) % 100_000}.${String(id).padStart(18, '1')}`,
  `2026-11-${String((id % 28) + 1).padStart(2, '0')} 08:15:${String(id % 60).padStart(2, '0')}.123456+00`,
  id % 3 === 0 ? 't' : 'f',
  id % 4 === 0
    ? ''
    : id % 4 === 1
      ? null
      : id % 4 === 2
        ? 'first line\nsecond line\tand a tab'
        : '  spaces  "quotes"',
  `{"id": ${id}, "big": 12345678901234567890, "tags": ["a", "b"], "empty": {}}`,
  `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`,
];

const rowsOf = (count: number, row: (id: number) => Cell[]): Cell[][] =>
  Array.from({ length: count }, (_, at) => row(at + 1));

/** A statement of the document that is open, found by its text. */
const inDocument = (sql: string, document: DocumentText | undefined): StatementSource => {
  const start = document?.text.indexOf(sql) ?? -1;
  return {
    sql,
    at: document && start >= 0 ? { uri: document.uri, span: { start, end: start + sql.length } } : undefined,
  };
};

const open = (sink: ResultsSink, document: DocumentText | undefined, count = 1) => {
  const file = document?.uri.split('/').at(-1);
  const connection = { connection: 'sandbox', color: 'green' } as const;
  return sink.run({
    title: `sandbox · ${file ?? 'history'}`,
    ...connection,
    document: document?.uri,
    count,
    file,
  });
};

function answer(
  statement: StatementSink,
  columns: readonly AnswerColumn[],
  rows: readonly Cell[][],
  time = 12.34,
): void {
  statement.columns(columns);
  statement.rows(rows);
  statement.done({ tag: `SELECT ${rows.length}`, rows: rows.length, time, retries: 0 });
}

const failure: Failure = {
  message: 'column "totl" does not exist',
  sqlstate: '42703',
  detail: undefined,
  hint: 'Perhaps you meant to reference the column "orders.total".',
  advice: 'Correct the name, or look at the columns of "orders" in the schema view.',
  span: { start: 7, end: 11 },
  isCanceled: false,
};

const manyColumns = Array.from({ length: 30 }, (_, at) =>
  at % 3 === 0
    ? column(`n${at}`, 'integer', 23)
    : at % 3 === 1
      ? column(`t${at}`, 'text', 25)
      : column(`d${at}`, 'date', 1082),
);

/** In the shapes that Aurora DSQL documents, for a join that was measured. */
const plan = `Sort  (cost=2310.40..2310.65 rows=100 width=58) (actual time=812.304..812.391 rows=4210 loops=1)
  Output: o.id, o.total, c.name
  Sort Key: o.placed_at DESC
  Sort Method: quicksort  Memory: 612kB
  ->  Nested Loop (Batched Join)  (cost=301.20..2307.08 rows=100 width=58) (actual time=5.120..806.655 rows=4210 loops=1)
        Output: o.id, o.total, o.placed_at, c.name
        Join Type: Inner
        Recheck Cond: (c.id = o.customer_id)
        ->  Full Scan (btree-table) on public.orders o  (cost=100.20..1806.00 rows=100 width=44) (actual time=3.871..702.140 rows=4210 loops=1)
              Output: o.id, o.total, o.placed_at, o.customer_id
              Filter: (o.note ~~ '%express%'::text)
              Rows Removed by Filter: 61790
              -> Storage Scan on orders (cost=100.20..1806.00 rows=66000 width=44) (actual rows=66000 loops=1)
                  Projections: id, total, placed_at, customer_id, note
                  Filters: (total > '100'::numeric)
                  Rows Filtered: 134000
                  -> B-Tree Scan on orders (cost=100.20..1806.00 rows=200000 width=44) (actual rows=200000 loops=1)
        ->  Index Scan using customers_id_idx on public.customers c  (cost=201.00..402.10 rows=1 width=22) (actual time=0.871..1.204 rows=52 loops=81)
              Output: c.name, c.id
              Index Cond: (c.id = o.customer_id)
              -> Storage Scan on customers_id_idx (cost=201.00..402.10 rows=1 width=22) (actual rows=52 loops=81)
                  -> B-Tree Scan on customers_id_idx (cost=201.00..402.10 rows=1 width=22) (actual rows=52 loops=81)
                      Index Cond: (c.id = o.customer_id)
              -> Storage Lookup on customers (cost=201.00..402.10 rows=1 width=22) (actual rows=52 loops=81)
                  Projections: name
                  -> B-Tree Lookup on customers (cost=201.00..402.10 rows=1 width=22) (actual rows=52 loops=81)
Query Identifier: qymgw1m77maoe
Planning Time: 11.415 ms
Execution Time: 812.940 ms
Statement DPU Estimate:
  Compute: 0.40607 DPU
  Read: 1.74312 DPU (Transaction minimum: 0.00375)
  Write: 0.00000 DPU
  Total: 2.14919 DPU`;

let many: Cell[][] = [];

/** What the tests and the benchmark show, by the name of its command. */
export const cases: Readonly<Record<string, Feed>> = {
  orders: (sink, document) => {
    const run = open(sink, document);
    const insert = run.statement(inDocument("INSERT INTO orders VALUES (1, 'Ada')", document));
    insert.notice('NOTICE: this is only a test');
    insert.done({ tag: 'INSERT 0 1', rows: 1, time: 4.2, retries: 2 });
    answer(
      run.statement(inDocument('SELECT * FROM orders ORDER BY id', document)),
      orders,
      rowsOf(200, orderRow),
    );
    run.end();
  },
  script: async (sink, document) => {
    // Playwright, which reads this file for its names, cannot load the product's modules
    const run = open(sink, document, 8);
    const change = (sql: string, tag: string, rows?: number, notice?: string) => {
      const statement = run.statement({ sql, at: undefined });
      if (notice) statement.notice(notice);
      statement.done({ tag, rows, time: 12.4, retries: 0 });
    };
    change('CREATE TABLE customers (id uuid PRIMARY KEY, name text NOT NULL)', 'CREATE TABLE');
    change("INSERT INTO customers (id, name) VALUES (gen_random_uuid(), 'Ada')", 'INSERT 0 1', 1);
    change('UPDATE customers SET name = upper(name)', 'UPDATE 1', 1, 'NOTICE: names were in lower case');
    answer(
      run.statement(inDocument('SELECT * FROM orders ORDER BY id', document)),
      orders,
      rowsOf(200, orderRow),
    );
    change('CREATE INDEX ASYNC customers_by_name ON customers (name)', 'CREATE INDEX');
    const { planOf } = await import('../../../../server/src/running/steps.js');
    const [step] = planOf('SELECT totl FROM orders').steps;
    if (step)
      run.statement(inDocument(step.sql, document)).fail(failure, {
        cause: 'statement',
        step,
        inTransaction: [],
        transaction: 'none',
      });
    run.end();
  },
  conflict: async (sink, document) => {
    const { planOf } = await import('../../../../server/src/running/steps.js');
    const run = open(sink, document, 3);
    const steps = planOf('BEGIN;\nUPDATE orders SET total = 1 WHERE id = 1;\nCOMMIT;\n').steps;
    const statements = steps.map(({ sql }) => run.statement({ sql, at: undefined }));
    for (const [at, tag] of ['BEGIN', 'UPDATE 1'].entries())
      statements[at]?.done({ tag, rows: at, time: 3, retries: 0 });
    const [, , commit] = steps;
    const conflict = {
      ...failure,
      message: 'Change conflicts with another transaction.',
      sqlstate: '40001',
      span: undefined,
    };
    if (commit)
      statements[2]?.fail(conflict, {
        cause: 'conflict',
        step: commit,
        inTransaction: steps,
        transaction: 'none',
      });
    run.end();
  },
  manyTabs: (sink, document) => {
    const run = open(sink, document);
    for (let at = 1; at <= 30; at++)
      answer(
        run.statement({ sql: `SELECT ${at} AS number_${at}`, at: undefined }),
        [column('n', 'integer', 23)],
        [[String(at)]],
      );
    run.end();
  },
  failure: (sink, document) => {
    const run = open(sink, document);
    run.statement(inDocument('SELECT totl FROM orders', document)).fail(failure);
    run.end();
  },
  plan: (sink, document) => {
    const run = open(sink, document);
    const source = inDocument('SELECT * FROM orders ORDER BY id', document);
    const lines = plan.split('\n');
    const statement = run.statement({ ...source, explain: 'analyze' });
    statement.columns([column('QUERY PLAN', 'text', 25)]);
    statement.rows(lines.map((line) => [line]));
    statement.done({ tag: 'EXPLAIN', rows: undefined, time: 824.4, retries: 0 });
    run.end();
  },
  brokenOff: (sink, document) => {
    const run = open(sink, document);
    const statement = run.statement(inDocument('SELECT * FROM orders', document));
    statement.columns(orders);
    statement.rows(rowsOf(40, orderRow));
    statement.fail({
      ...failure,
      message: 'The connection was lost while rows were coming in.',
      sqlstate: '08006',
      hint: undefined,
      advice: 'Run it again: the connection is opened anew.',
      span: undefined,
    });
    run.end();
  },
  pages: (sink, document) => {
    const run = open(sink, document);
    const statement = run.statement(inDocument('SELECT n FROM numbers', document));
    const page = (at: number) => rowsOf(10_000, (id) => [String(at * 10_000 + id)]);
    statement.columns([column('n', 'integer', 23)]);
    statement.rows(page(0));
    let pages = 1;
    statement.pause(async () => {
      statement.rows(page(pages++));
      if (pages < 3) return true;
      statement.done({ tag: 'SELECT 30000', rows: 30_000, time: 31, retries: 0 });
      return false;
    });
    run.end();
  },
  running: (sink, document) => {
    const statement = open(sink, document).statement(inDocument('SELECT pg_sleep(60)', document));
    statement.columns([column('pg_sleep', 'void', 2278)]);
  },
  wide: (sink, document) => {
    const run = open(sink, document);
    const columns = Array.from({ length: 1_000 }, (_, at) => column(`column_${at}`, 'integer', 23));
    answer(
      run.statement(inDocument('SELECT * FROM wide', document)),
      columns,
      rowsOf(1_000, (id) => columns.map((_, at) => String(id * at))),
    );
    run.end();
  },
  million: (sink, document) => {
    const run = open(sink, document);
    answer(
      run.statement(inDocument('SELECT n FROM million', document)),
      [column('n', 'integer', 23)],
      rowsOf(2_000_000, (id) => [String(id)]),
    );
    run.end();
  },
  prepareMany: () => {
    many = rowsOf(100_000, (id) =>
      manyColumns.map((_, at) =>
        at % 3 === 0 ? String(id * (at + 1)) : at % 3 === 1 ? `text ${id} of ${at}` : '2026-11-23',
      ),
    );
  },
  many: (sink, document) => {
    const run = open(sink, document);
    // The benchmark counts from here
    const first = many[0];
    if (first) first[1] = `ready ${Date.now()}`;
    answer(run.statement(inDocument('SELECT * FROM many', document)), manyColumns, many);
    run.end();
  },
};
