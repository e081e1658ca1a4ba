import type { TableName } from '../../core/semantics/tableName.js';

/**
 * Which tables were written by transactions that have committed or are committing. A transaction with an older snapshot asks
 * before it trusts PostgreSQL's unique indexes, which see more than the snapshot.
 */
export interface WrittenTables {
  /** How many commits there were so far. */
  readonly count: () => number;
  /**
   * Records that a commit begins, and answers the function that records its end. `tables` is undefined where they are not
   * known.
   */
  readonly begin: (write: Write) => () => void;
  /** Whether a commit after the first `count`, or one in progress, wrote the table. */
  readonly isDisturbed: (table: TableName, count: number, kind: 'any' | 'frees') => boolean;
}

interface Write {
  readonly tables: readonly TableName[] | undefined;
  /** It may have removed unique values: anything but INSERT may. */
  readonly frees: boolean;
}

export function createWrittenTables(): WrittenTables {
  let count = 0;
  const underWay = new Set<Write>();
  const last = { any: new Map<string, number>(), frees: new Map<string, number>() };
  const isOf = ({ tables }: Write, name: string) => tables?.some((table) => table.name === name) ?? true;
  return {
    count: () => count,
    begin(write) {
      underWay.add(write);
      return () => {
        if (!underWay.delete(write)) return;
        count++;
        for (const name of write.tables?.map((table) => table.name) ?? [everywhere]) {
          last.any.set(name, count);
          if (write.frees) last.frees.set(name, count);
        }
      };
    },
    isDisturbed({ name }, since, kind) {
      const written = Math.max(last[kind].get(name) ?? 0, last[kind].get(everywhere) ?? 0);
      if (written > since) return true;
      return [...underWay].some((write) => (kind === 'any' || write.frees) && isOf(write, name));
    },
  };
}

/** Stands for tables that are not known. No table has this name. */
const everywhere = '';
