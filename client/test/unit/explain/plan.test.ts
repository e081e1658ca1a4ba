import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPlan } from '../../../src/explain/plan.js';
import type { PlanView } from '../../../src/results/messages.js';
import { planView } from '../../../src/results/planView.js';

/** What EXPLAIN answers, and what is made of it: a line for each node, its details below it, then the rest. */
interface Transcript {
  readonly name: string;
  readonly answer: string;
  readonly reading: string;
}

// The first five are those of the documentation of Aurora DSQL:
// https://docs.aws.amazon.com/aurora-dsql/latest/userguide/reading-dsql-explain-plans.html
const transcripts: readonly Transcript[] = [
  {
    name: 'a full scan with a filter in storage and one behind it',
    answer: `
Full Scan (btree-table) on transaction  (cost=125100.05..177933.38 rows=33333 width=16)
  Filter: (description ~~ '%external%'::text)
  -> Storage Scan on transaction (cost=12510.05..17793.38 rows=66666 width=16)
       Projections: account_id, description
       Filters: (transaction_date > '2025-01-01 00:00:00'::timestamp without time zone)
       -> B-Tree Scan on transaction (cost=12510.05..17793.38 rows=100000 width=30)`,
    reading: `
Full Scan (btree-table) | on transaction | fullScan | 125100.05..177933.38 33333 rows 16 wide | own 100 % of cost | whole table! late filter!
  Filter: (description ~~ '%external%'::text)
. Storage Scan | on transaction | storage | 12510.05..17793.38 66666 rows 16 wide
    Projections: account_id, description
    Filters: (transaction_date > '2025-01-01 00:00:00'::timestamp without time zone)
. . B-Tree Scan | on transaction | storage | 12510.05..17793.38 100000 rows 30 wide`,
  },
  {
    name: 'an index scan, whose lookup stands beside the scan of the index',
    answer: `
Index Scan using idx1 on account  (cost=728.18..1132.20 rows=3 width=18)
  Filter: (balance > '100'::numeric)
  Index Cond: (customer_id = '4b18a761-5870-4d7c-95ce-0a48eca3fceb'::uuid)
  -> Storage Scan on idx1 (cost=12510.05..17793.38 rows=8 width=16)
       Projections: balance
       Filters: ((status)::text = 'pending'::text)
       -> B-Tree Scan on account (cost=12510.05..17793.38 rows=10 width=30)
           Index Cond: (customer_id = '4b18a761-5870-4d7c-95ce-0a48eca3fceb'::uuid)
  -> Storage Lookup on account (cost=12510.05..17793.38 rows=4 width=16)
       Filters: (created_at > '2025-01-01 00:00:00'::timestamp without time zone)
       -> B-Tree Lookup on transaction (cost=12510.05..17793.38 rows=8 width=30)`,
    reading: `
Index Scan | using idx1 on account | indexScan | 728.18..1132.2 3 rows 18 wide | own 100 % of cost | late filter!
  Filter: (balance > '100'::numeric)
  Index Cond: (customer_id = '4b18a761-5870-4d7c-95ce-0a48eca3fceb'::uuid)
. Storage Scan | on idx1 | storage | 12510.05..17793.38 8 rows 16 wide
    Projections: balance
    Filters: ((status)::text = 'pending'::text)
. . B-Tree Scan | on account | storage | 12510.05..17793.38 10 rows 30 wide
      Index Cond: (customer_id = '4b18a761-5870-4d7c-95ce-0a48eca3fceb'::uuid)
. Storage Lookup | on account | storage | 12510.05..17793.38 4 rows 16 wide | lookup
    Filters: (created_at > '2025-01-01 00:00:00'::timestamp without time zone)
. . B-Tree Lookup | on transaction | storage | 12510.05..17793.38 8 rows 30 wide`,
  },
  {
    name: 'a scan of a whole primary key that was measured, with its DPU',
    answer: `
Index Only Scan using test_table_pkey on public.test_table  (cost=125100.05..171100.05 rows=1000000 width=36) (actual time=2.973..4.482 rows=120 loops=1)
  Output: id, context
  -> Storage Scan on test_table_pkey (cost=125100.05..171100.05 rows=1000000 width=36) (actual rows=120 loops=1)
      Projections: id, context
      -> B-Tree Scan on test_table_pkey (cost=125100.05..171100.05 rows=1000000 width=36) (actual rows=120 loops=1)
Query Identifier: qymgw1m77maoe
Planning Time: 11.415 ms
Execution Time: 4.528 ms
Statement DPU Estimate:
  Compute: 0.01607 DPU
  Read: 0.04312 DPU
  Write: 0.00000 DPU
  Total: 0.05919 DPU`,
    reading: `
Index Only Scan | using test_table_pkey on public.test_table | indexOnlyScan | 125100.05..171100.05 1000000 rows 36 wide | 4.482 ms 120 rows 1 loops | own 100 % of time | whole index, 8,333× fewer rows!
  Output: id, context
. Storage Scan | on test_table_pkey | storage | 125100.05..171100.05 1000000 rows 36 wide | ? ms 120 rows 1 loops
    Projections: id, context
. . B-Tree Scan | on test_table_pkey | storage | 125100.05..171100.05 1000000 rows 36 wide | ? ms 120 rows 1 loops
DPU: Compute 0.01607, Read 0.04312, Write 0, Total 0.05919
Query Identifier: qymgw1m77maoe
Planning Time: 11.415 ms
Execution Time: 4.528 ms`,
  },
  {
    name: 'an INSERT, whose DPU tells the minimum of a transaction',
    answer: `
Insert on public.test_table  (cost=0.00..0.04 rows=0 width=0) (actual time=0.055..0.056 rows=0 loops=1)
  ->  Values Scan on "*VALUES*"  (cost=0.00..0.04 rows=3 width=122) (actual time=0.003..0.008 rows=3 loops=1)
        Output: "*VALUES*".column1, "*VALUES*".column2
Execution Time: 0.543 ms
Statement DPU Estimate:
  Compute: 0.01550 DPU
  Read: 0.00307 DPU (Transaction minimum: 0.00375)
  Write: 0.01875 DPU (Transaction minimum: 0.05000)
  Something new
  Total: 0.03732 DPU`,
    reading: `
Insert | on public.test_table | write | 0..0.04 0 rows 0 wide | 0.056 ms 0 rows 1 loops | own 86 % of time
. Values Scan | on "*VALUES*" | other | 0..0.04 3 rows 122 wide | 0.008 ms 3 rows 1 loops | own 14 % of time
    Output: "*VALUES*".column1, "*VALUES*".column2
DPU: Compute 0.0155, Read 0.00307 (Transaction minimum: 0.00375), Write 0.01875 (Transaction minimum: 0.05000), Total 0.03732
Execution Time: 0.543 ms
Statement DPU Estimate: Something new`,
  },
  {
    name: 'a batched join without figures',
    answer: `
Sort
  Sort Key: t.account_id
  -> Nested Loop (Batched Join)
       Join Type: Left
       Recheck Cond: (customer_id = t.account_id)
       -> Full Scan (btree-table) on transaction t
            -> Storage Scan on transaction t
                 Filters: (transaction_date >= '2025-01-01 00:00:00'::timestamp without time zone)
                 -> B-Tree Scan on transaction t
       -> Index Only Scan using idx1 on account a
            Index Cond: (customer_id = t.account_id)`,
    reading: `
Sort | other
  Sort Key: t.account_id
. Nested Loop (Batched Join) | join
    Join Type: Left
    Recheck Cond: (customer_id = t.account_id)
. . Full Scan (btree-table) | on transaction t | fullScan | whole table!
. . . Storage Scan | on transaction t | storage
        Filters: (transaction_date >= '2025-01-01 00:00:00'::timestamp without time zone)
. . . . B-Tree Scan | on transaction t | storage
. . Index Only Scan | using idx1 on account a | indexOnlyScan
      Index Cond: (customer_id = t.account_id)`,
  },
  {
    name: 'the loops that DSQL writes among the estimates, and a margin as psql has it',
    answer: `
 Limit  (cost=202.53..210.80 rows=1 width=171)
   ->  Index Only Scan Backward using i on "My on t" d  (cost=202.53..210.80 rows=10 width=171)
         -> Storage Scan on i  (cost=202.53..210.80 rows=10 width=171 loops=1)`,
    reading: `
Limit | other | 202.53..210.8 1 rows 171 wide | own 0 % of cost
. Index Only Scan Backward | using i on "My on t" d | indexOnlyScan | 202.53..210.8 10 rows 171 wide | own 100 % of cost
. . Storage Scan | on i | storage | 202.53..210.8 10 rows 171 wide`,
  },
  {
    name: 'a common table expression: its time passes where it is scanned',
    answer: `
Hash Join  (cost=60.00..100.00 rows=10 width=8) (actual time=1.000..10.000 rows=10 loops=1)
  Hash Cond: (r.id = o.id)
  CTE recent
    ->  Seq Scan on orders  (cost=0.00..50.00 rows=5000 width=8) (actual time=0.010..6.000 rows=4000 loops=1)
          Filter: (total > 5)
          Rows Removed by Filter: 1000
  ->  CTE Scan on recent r  (cost=0.00..20.00 rows=5000 width=8) (actual time=0.020..8.000 rows=4000 loops=1)
  ->  Hash  (cost=10.00..10.00 rows=1 width=4) (actual time=1.000..1.000 rows=9 loops=1)
        Buckets: 1024  Batches: 4  Memory Usage: 9kB
        ->  Seq Scan on other o  (cost=0.00..10.00 rows=1 width=4) (actual time=0.500..0.500 rows=300 loops=1)
Planning:
  Buffers: shared hit=3
Planning Time: 0.100 ms
Execution Time: 11.000 ms`,
    reading: `
Hash Join | join | 60..100 10 rows 8 wide | 10 ms 10 rows 1 loops | own 10 % of time
  Hash Cond: (r.id = o.id)
. CTE recent: Seq Scan | on orders | fullScan | 0..50 5000 rows 8 wide | 6 ms 4000 rows 1 loops | own 60 % of time | whole table!
    Filter: (total > 5)
    Rows Removed by Filter: 1000
. CTE Scan | on recent r | other | 0..20 5000 rows 8 wide | 8 ms 4000 rows 1 loops | own 20 % of time
. Hash | other | 10..10 1 rows 4 wide | 1 ms 9 rows 1 loops | own 5 % of time | spilled to disk!
    Buckets: 1024  Batches: 4  Memory Usage: 9kB
. . Seq Scan | on other o | fullScan | 0..10 1 rows 4 wide | 0.5 ms 300 rows 1 loops | own 5 % of time | whole table, 300× more rows!
Planning: Buffers: shared hit=3
Planning Time: 0.100 ms
Execution Time: 11.000 ms`,
  },
  {
    name: 'a nested loop: the cost of its inner side counts for each outer row, the time for each loop',
    answer: `
Nested Loop  (cost=0.00..110.00 rows=10 width=8)
  ->  Seq Scan on a  (cost=0.00..10.00 rows=10 width=8)
  ->  Index Scan using b_pkey on b  (cost=0.00..9.00 rows=1 width=8)
        Index Cond: (id = a.id)
        SubPlan 1
          ->  Result  (cost=0.00..1.00 rows=1 width=4)`,
    reading: `
Nested Loop | join | 0..110 10 rows 8 wide | own 9 % of cost
. Seq Scan | on a | fullScan | 0..10 10 rows 8 wide | own 9 % of cost | whole table
. Index Scan | using b_pkey on b | indexScan | 0..9 1 rows 8 wide | own 81 % of cost
    Index Cond: (id = a.id)
. . SubPlan 1: Result | other | 0..1 1 rows 4 wide | own 1 % of cost`,
  },
  {
    name: 'what never ran, what a LIMIT stopped, and a literal of several lines',
    answer: `
Limit  (cost=0.00..1.00 rows=1 width=4) (actual time=0.100..0.100 rows=1 loops=1)
  ->  Append  (cost=0.00..900.00 rows=9000 width=4) (actual time=0.100..0.100 rows=1 loops=1)
        ->  Seq Scan on a  (cost=0.00..300.00 rows=4000 width=4) (actual time=0.100..0.100 rows=1 loops=1)
              Filter: ("it's" <> 'one
Planning Time: not a fact
  -> two'::text)
        ->  Seq Scan on b  (cost=0.00..600.00 rows=5000 width=4) (never executed)
Execution Time: 0.200 ms`,
    reading: `
Limit | other | 0..1 1 rows 4 wide | 0.1 ms 1 rows 1 loops | own 0 % of time
. Append | other | 0..900 9000 rows 4 wide | 0.1 ms 1 rows 1 loops | own 0 % of time
. . Seq Scan | on a | fullScan | 0..300 4000 rows 4 wide | 0.1 ms 1 rows 1 loops | own 100 % of time | whole table
      Filter: ("it's" <> 'one
Planning Time: not a fact
  -> two'::text)
. . Seq Scan | on b | fullScan | 0..600 5000 rows 4 wide | own 0 % of time | never executed
Execution Time: 0.200 ms`,
  },
];

for (const { name, answer, reading } of transcripts) {
  test(`reads ${name}`, () => {
    const rows = answer
      .slice(1)
      .split('\n')
      .map((line) => [line]);
    const plan = planView([{ name: 'QUERY PLAN', oid: 25, type: 'text' }], rows);
    assert.ok(plan);
    assert.equal(`\n${told(plan)}`, reading);
    assert.equal(plan.text, answer.slice(1));
  });
}

test('another format than text, and other rows, are no plan', () => {
  for (const lines of [
    [],
    [''],
    ['[', '  {', '    "Plan": {'],
    ['- Plan: ', '    Node Type: "Result"'],
    ['<explain>'],
  ])
    assert.equal(readPlan(lines), undefined);
  const column = { name: 'QUERY PLAN', oid: 25, type: 'text' };
  for (const columns of [[{ ...column, oid: 114 }], [{ ...column, name: 'plan' }], [column, column], []])
    assert.equal(planView(columns, [['Result']]), undefined);
});

function told({ nodes, dpu, facts, measure }: PlanView): string {
  const lines = nodes.flatMap(
    ({ level, operation, target, role, kind, estimate, actual, share, marks, details }) => {
      const parts = [
        (role === undefined ? '' : `${role}: `) + operation,
        target,
        kind,
        estimate && `${estimate.startup}..${estimate.total} ${estimate.rows} rows ${estimate.width} wide`,
        actual && `${actual.time ?? '?'} ms ${actual.rows} rows ${actual.loops} loops`,
        share === undefined ? '' : `own ${Math.round(share * 100)} % of ${measure}`,
        marks
          .map(({ label, weight }) => label + (weight === 'warning' ? '!' : ''))
          .join(', ')
          .replace('!,', '!'),
      ];
      return [
        '. '.repeat(level) + parts.filter(Boolean).join(' | '),
        ...details.map((detail) => `${'  '.repeat(level + 1)}${detail}`),
      ];
    },
  );
  const amounts = dpu.map(
    ({ part, amount, note }) => `${part} ${amount}${note === undefined ? '' : ` (${note})`}`,
  );
  return [
    ...lines,
    ...(dpu.length > 0 ? [`DPU: ${amounts.join(', ')}`] : []),
    ...facts.map(({ name, text }) => `${name}: ${text}`),
  ].join('\n');
}
