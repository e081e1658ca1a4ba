import { detailOf, type Family, isStoragePart, storagePartsOf } from './family.js';
import { meaningOf } from './operations.js';
import type { PlanNode } from './plan.js';

/** Something about a node that is worth a look. */
export interface Mark {
  /** Some words. */
  readonly label: string;
  /** Why, and what to do about it. */
  readonly meaning: string;
  /** A warning may cost much, a note is good to know. */
  readonly weight: 'warning' | 'note';
}

/** Rows from which on reading all of them is no small thing. */
const many = 1_000;

/** Reads one by one that are a warning. */
const manyLookups = 10_000;

/** How far off an estimate must be, and for how many rows. */
const farOff = { factor: 10, rows: 100 } as const;

/** What is worth a look about a node. */
export function marksOf(family: Family, index: number): readonly Mark[] {
  const node = family.nodes[index];
  if (!node) return [];
  if (node.isNeverExecuted) return [neverExecuted];
  return [
    ...wholeScan(family, index, node),
    ...lateFilter(family, index, node),
    ...lookups(node),
    ...wrongEstimate(family, index, node),
    ...spill(node),
  ];
}

const neverExecuted: Mark = {
  label: 'never executed',
  meaning: 'The rest of the plan did not need it.',
  weight: 'note',
};

function* wholeScan(family: Family, index: number, node: PlanNode): Generator<Mark> {
  const { kind } = meaningOf(node.operation);
  const parts = [node, ...storagePartsOf(family, index)];
  const weight = readRows(parts) < many || isCutShort(family, index) ? 'note' : 'warning';
  if (kind === 'fullScan') {
    const isAll = parts.every((part) => !detailOf(part, 'Filter') && !detailOf(part, 'Filters'));
    yield {
      label: 'whole table',
      meaning: isAll
        ? 'Every row is read, as the statement asks.'
        : 'Every row is read to find those that the filter wants: an index on the columns of the filter avoids reading the others.',
      weight: isAll ? 'note' : weight,
    };
  } else if (
    (kind === 'indexOnlyScan' || kind === 'indexScan') &&
    !isCutShort(family, index) &&
    parts.every((part) => !detailOf(part, 'Index Cond'))
  ) {
    const isFiltered = parts.some((part) => detailOf(part, 'Filter') || detailOf(part, 'Filters'));
    yield {
      label: 'whole index',
      meaning: isFiltered
        ? 'Without an Index Cond every entry of the index is read; that of a primary key is the table. An index on the columns of the filter avoids reading the others.'
        : 'Without an Index Cond every entry of the index is read; that of a primary key is the table.',
      weight: isFiltered ? weight : 'note',
    };
  }
}

/** The rows that are read, whether they are kept or not. */
const readRows = (parts: readonly PlanNode[]): number =>
  Math.max(
    ...parts.map((part) => {
      const removed = Number(
        detailOf(part, 'Rows Removed by Filter') ?? detailOf(part, 'Rows Filtered') ?? 0,
      );
      const { actual, estimate } = part;
      return actual ? ((actual.rows ?? 0) + removed) * actual.loops : (estimate?.rows ?? many);
    }),
  );

/** DSQL checks a "Filter" above the storage layer only after the rows have come over the network. */
function* lateFilter(family: Family, index: number, node: PlanNode): Generator<Mark> {
  const filter = detailOf(node, 'Filter');
  const isOnStorage = storagePartsOf(family, index).length > 0;
  if (filter === undefined || !isOnStorage) return;
  const removed = Number(detailOf(node, 'Rows Removed by Filter') ?? 0);
  const kept = node.actual?.rows;
  const found =
    removed > 0 && kept !== undefined
      ? ` It dropped ${counted(removed)} of ${counted(removed + kept)} rows that had been sent.`
      : '';
  yield {
    label: 'late filter',
    meaning: `Storage sends the rows before this filter is checked.${found} An Index Cond is cheaper, and so is a filter in the Storage Scan.`,
    weight: removed > 0 && removed < many ? 'note' : 'warning',
  };
}

function* lookups(node: PlanNode): Generator<Mark> {
  if (node.operation !== 'Storage Lookup') return;
  const reads = (node.actual?.rows ?? 0) * (node.actual?.loops ?? 1);
  const count = node.actual
    ? `${counted(reads)} ${reads === 1 ? 'row was' : 'rows were'} read once more. `
    : '';
  yield {
    label: 'lookup',
    meaning: `${count}An index that holds these columns too (INCLUDE) needs no lookup.`,
    weight: reads >= manyLookups ? 'warning' : 'note',
  };
}

function* wrongEstimate(family: Family, index: number, node: PlanNode): Generator<Mark> {
  const estimated = node.estimate?.rows;
  const found = node.actual?.rows;
  // A part of the storage layer repeats what the scan above it says
  if (estimated === undefined || found === undefined || isStoragePart(node)) return;
  const less = Math.max(Math.min(estimated, found), 1);
  const more = Math.max(estimated, found);
  if (more / less < farOff.factor || more * (node.actual?.loops ?? 1) < farOff.rows) return;
  const isFewer = found < estimated;
  if (isFewer && (isCutShort(family, index) || isWrite(node))) return;
  yield {
    label: `${counted(Math.round(more / less))}× ${isFewer ? 'fewer' : 'more'} rows`,
    meaning: `${counted(estimated)} rows were estimated, and ${counted(found)} were found. The plan was made for the estimate. ANALYZE the table to renew its statistics.`,
    weight: 'warning',
  };
}

const isWrite = ({ operation }: PlanNode): boolean => meaningOf(operation).kind === 'write';

/** Nodes that take all of their input before they answer a row. */
const blocking =
  /^(?:Sort|Incremental Sort|Hash|HashAggregate|GroupAggregate|Aggregate|Materialize|Unique|WindowAgg|Insert|Update|Delete)\b/;

/** Whether a LIMIT above, or a join that looks for one match, stops a node before its end. */
function isCutShort({ nodes, parents }: Family, index: number): boolean {
  for (let above = parents[index] ?? -1; above >= 0; above = parents[above] ?? -1) {
    const operation = nodes[above]?.operation ?? '';
    if (/^Limit|\b(?:Semi|Anti)\b|^Merge .*Join$/.test(operation)) return true;
    if (blocking.test(operation)) return false;
  }
  return false;
}

function* spill({ details }: PlanNode): Generator<Mark> {
  const sign = details.find(
    (detail) => /^Sort Method: external/.test(detail) || /\bDisk(?: Usage)?: [1-9]/.test(detail),
  );
  if (sign === undefined && !details.some((detail) => /\bBatches: (?:[2-9]|\d{2,})/.test(detail))) return;
  yield {
    label: 'spilled to disk',
    meaning: 'The rows did not fit into memory. Return fewer or narrower rows.',
    weight: 'warning',
  };
}

const counted = (count: number): string => count.toLocaleString('en-US');
