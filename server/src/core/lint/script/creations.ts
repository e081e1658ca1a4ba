import type { Script, ScriptStatement } from './script.js';

/** Which statement of a script creates a table, and whether rows are written on the way. */
export interface Creations {
  /**
   * The CREATE TABLE of `schema.name` as it is known at an offset of the script; none where the script does not create
   * it, or has renamed it or its columns, or dropped some, so that its text no longer tells what it is.
   */
  readonly tableAt: (table: string, offset: number) => ScriptStatement | undefined;
  /** Whether a statement between two offsets changes rows of any table. */
  readonly hasRowsBetween: (from: number, to: number) => boolean;
  /** Whether a foreign key of any table points at `schema.name`. */
  readonly isReferenced: (table: string) => boolean;
  /** Whether a table of the script has the columns of a query. */
  readonly hasTablesOfQueries: boolean;
}

export function creationsOf({ statements }: Pick<Script, 'statements'>): Creations {
  const lives = new Map<string, Life[]>();
  const changes: number[] = [];
  const referenced = new Set<string>();
  let hasTablesOfQueries = false;
  for (const statement of statements) {
    const { span, facts } = statement;
    // Where TRUNCATE takes rows away, none is written.
    if (facts.changes === 'rows' && facts.kind !== 'TruncateStmt') changes.push(span.start);
    for (const effect of facts.effects) {
      switch (effect.kind) {
        case 'addForeignKey':
          referenced.add(effect.target);
          break;
        case 'createFromQuery':
          hasTablesOfQueries = true;
          break;
        case 'createTable':
          lives.set(effect.table, [...(lives.get(effect.table) ?? []), { statement, until: Infinity }]);
          break;
        case 'dropTable':
        case 'renameTable':
        case 'renameColumn':
        case 'dropColumn': {
          const last = lives.get(effect.table)?.at(-1);
          if (last) last.until = Math.min(last.until, span.start);
        }
      }
    }
  }
  return {
    tableAt: (table, offset) =>
      lives.get(table)?.findLast(({ statement, until }) => statement.span.start < offset && offset <= until)
        ?.statement,
    hasRowsBetween(from, to) {
      const next = changes[firstAtOrAfter(changes, from)];
      return next !== undefined && next < to;
    },
    isReferenced: (table) => referenced.has(table),
    hasTablesOfQueries,
  };
}

interface Life {
  readonly statement: ScriptStatement;
  /** The start of the statement that makes another table of it. */
  until: number;
}

function firstAtOrAfter(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
