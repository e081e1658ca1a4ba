import type { Change, ConstraintDraft, CreateRelation } from '../../catalog/change.js';
import type { ObjectName } from '../../catalog/model.js';
import { keyOf } from '../../catalog/objectKey.js';
import type { Script, ScriptStatement } from './script.js';

/** Which statement of a script creates a table, and whether rows are written in between. */
export interface Creations {
  /**
   * The CREATE TABLE of `schema.name` at an offset of the script. Undefined where the script does not create the table, or has
   * renamed it or its columns, or has dropped columns: its text then no longer describes it.
   */
  readonly tableAt: (table: string, offset: number) => ScriptStatement | undefined;
  /** Whether a statement between two offsets changes rows of any table. */
  readonly hasRowsBetween: (from: number, to: number) => boolean;
  /** Whether a foreign key of any table points at `schema.name`. */
  readonly isReferenced: (table: string) => boolean;
  /** Whether a table of the script has its columns from a query. */
  readonly hasTablesOfQueries: boolean;
}

export function creationsOf({ statements }: Pick<Script, 'statements'>): Creations {
  const lives = new Map<string, Life[]>();
  const changes: number[] = [];
  const referenced = new Set<string>();
  let hasTablesOfQueries = false;
  for (const statement of statements) {
    const { span, facts } = statement;
    // TRUNCATE writes no rows.
    if (facts.changes === 'rows' && facts.kind !== 'TruncateStmt') changes.push(span.start);
    for (const change of facts.ddl) {
      for (const target of referencedIn(change)) referenced.add(keyOf(target));
      if (isCreateTable(change)) {
        const table = keyOf(change.name);
        const known = lives.get(table) ?? [];
        known.push({ statement, until: Infinity });
        lives.set(table, known);
      } else if (isTableOfQuery(change)) hasTablesOfQueries = true;
      for (const table of rewritten(change)) {
        const last = lives.get(keyOf(table))?.at(-1);
        if (last) last.until = Math.min(last.until, span.start);
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

/** CREATE TABLE with columns of its own. */
export const isCreateTable = (change: Change): change is CreateRelation =>
  change.kind === 'create relation' &&
  (change.relation === 'table' || change.relation === 'partitioned table') &&
  change.query === undefined;

const isTableOfQuery = (change: Change): boolean =>
  change.kind === 'create relation' && change.relation === 'table' && change.query !== undefined;

/** The tables that foreign keys point at. */
function referencedIn(change: Change): readonly ObjectName[] {
  const constraints: readonly ConstraintDraft[] =
    change.kind === 'create relation'
      ? change.constraints
      : change.kind === 'alter relation'
        ? change.actions.flatMap((action) => {
            if (action.kind === 'add constraint') return [action.constraint];
            return action.kind === 'add column' ? action.constraints : [];
          })
        : [];
  return constraints.flatMap((constraint) => (constraint.kind === 'foreign key' ? [constraint.target] : []));
}

/** The tables that their CREATE TABLE no longer describes. */
function rewritten(change: Change): readonly ObjectName[] {
  switch (change.kind) {
    case 'drop':
      return change.targets.flatMap((target) => (target.kind === 'relation' ? [target.name] : []));
    case 'rename':
      if (change.target.kind === 'relation') return [change.target.name];
      return change.target.kind === 'column' ? [change.target.table] : [];
    case 'alter relation':
      return change.actions.some(({ kind }) => kind === 'drop column') ? [change.name] : [];
    default:
      return [];
  }
}

interface Life {
  readonly statement: ScriptStatement;
  /** The start of the statement that changes the table. */
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
