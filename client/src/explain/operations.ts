/** How an operation is looked at. */
const operationKinds = [
  'fullScan',
  'indexOnlyScan',
  'indexScan',
  'storage',
  'join',
  'write',
  'other',
] as const;

export type OperationKind = (typeof operationKinds)[number];

interface Meaning {
  readonly operation: RegExp;
  readonly kind: OperationKind;
  /** What it does, in a sentence; undefined where the name says it. */
  readonly meaning?: string;
}

/** What a node does. DSQL's own: https://docs.aws.amazon.com/aurora-dsql/latest/userguide/reading-dsql-explain-plans.html */
export const meaningOf = (operation: string): Omit<Meaning, 'operation'> =>
  meanings.find((one) => one.operation.test(operation)) ?? { kind: 'other' };

/** The first that fits. */
const meanings: readonly Meaning[] = [
  {
    operation: /^Full Scan/,
    kind: 'fullScan',
    meaning:
      'Reads every row of the table. Storage can drop rows by a filter before it sends them; only an index spares reading them.',
  },
  {
    operation: /^(?:Parallel )?Seq(?:uential)? Scan/,
    kind: 'fullScan',
    meaning: 'Reads every row of the table, and checks conditions on each.',
  },
  {
    operation: /^(?:Parallel )?Index Only Scan/,
    kind: 'indexOnlyScan',
    meaning:
      'Finds everything in the index, without a second read. A primary key of Aurora DSQL holds all columns of its table.',
  },
  {
    operation: /^(?:Parallel )?Index Scan/,
    kind: 'indexScan',
    meaning: 'Finds rows by the index, then looks up the columns that the index does not hold.',
  },
  {
    operation: /^(?:Parallel )?Bitmap (?:Index|Heap) Scan/,
    kind: 'indexScan',
    meaning: 'Gathers places of rows from indexes first, then reads the rows in the order of the table.',
  },
  {
    operation: /^Storage Scan/,
    kind: 'storage',
    meaning:
      'What storage does by itself: it reads rows, applies its Filters and sends the Projections. Fewer rows sent cost less.',
  },
  {
    operation: /^Storage Lookup/,
    kind: 'storage',
    meaning: 'Reads further columns of each row that the index has found: one more read for every row.',
  },
  {
    operation: /^B-Tree Scan/,
    kind: 'storage',
    meaning: 'Reads the rows that the Index Cond selects, in the order of the key; without one, all of them.',
  },
  { operation: /^B-Tree Lookup/, kind: 'storage', meaning: 'Reads single rows by their key.' },
  {
    operation: /^Nested Loop \(Batched Join\)/,
    kind: 'join',
    meaning: 'Gathers rows of the first input, and looks up the matches of a whole batch in one scan.',
  },
  {
    operation: /^Nested Loop/,
    kind: 'join',
    meaning: 'Runs the second input once for each row of the first.',
  },
  {
    operation: /^(?:Parallel )?Hash .*Join$/,
    kind: 'join',
    meaning: 'Puts the second input into a hash table, and looks up each row of the first in it.',
  },
  {
    operation: /^Merge .*Join$/,
    kind: 'join',
    meaning: 'Walks through two inputs that are in the same order.',
  },
  { operation: /^(?:Insert|Update|Delete|Merge)$/, kind: 'write' },
];
