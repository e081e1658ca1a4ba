import { withOneMore } from '../../text/withOneMore.js';
import type { ConstraintEntry, ConstraintState, RelationEntry, TypeEntry } from './entry.js';
import { History } from './history.js';
import { renameIndex } from './index.js';
import {
  addDependent,
  change,
  childrenOf,
  columnsNamed,
  noEntries,
  type Stage,
  setName,
  write,
} from './stage.js';

export function makeConstraint(
  stage: Stage,
  holder: RelationEntry | TypeEntry,
  state: ConstraintState,
): ConstraintEntry {
  // A constraint that has the name already is assumed to be gone: otherwise the statement would fail.
  const known = holder.constraintNames.now(state.name);
  if (known) dropConstraint(stage, known);
  const constraint: ConstraintEntry = {
    kind: 'constraint',
    holder,
    state: new History(),
    dependents: noEntries,
  };
  write(stage, constraint.state, state);
  holder.constraints = withOneMore(holder.constraints, constraint);
  setName(stage, holder.constraintNames, state.name, constraint);
  countConstraint(stage, holder, state.name, 1);
  for (const column of state.columns) addDependent(column, constraint);
  if (state.kind === 'foreign key') {
    addDependent(state.target, constraint);
    for (const column of state.references) addDependent(column, constraint);
  }
  return constraint;
}

/** Counts the name of a constraint: names that the server makes up are unique in a schema. */
function countConstraint(stage: Stage, holder: RelationEntry | TypeEntry, name: string, by: 1 | -1): void {
  const names = holder.state.last?.schema.constraintNames;
  if (!names) return;
  const count = (names.now(name) ?? 0) + by;
  setName(stage, names, name, count > 0 ? count : undefined);
}

export function dropConstraint(stage: Stage, constraint: ConstraintEntry): void {
  const { now } = constraint.state;
  if (!now) return;
  const { holder } = constraint;
  if (holder.constraintNames.now(now.name) === constraint)
    setName(stage, holder.constraintNames, now.name, undefined);
  countConstraint(stage, holder, now.name, -1);
  write(stage, constraint.state, undefined);
}

export function renameConstraint(stage: Stage, constraint: ConstraintEntry, to: string): void {
  const { now } = constraint.state;
  if (!now) return;
  const { holder } = constraint;
  setName(stage, holder.constraintNames, now.name, undefined);
  setName(stage, holder.constraintNames, to, constraint);
  countConstraint(stage, holder, now.name, -1);
  countConstraint(stage, holder, to, 1);
  change(stage, constraint.state, { name: to });
  const index = 'index' in now ? now.index : undefined;
  if (index && index.state.now?.name !== to) renameIndex(stage, index, to);
}

/**
 * Takes a step for each child of a table, and for its children in turn, until a step returns undefined. It does not recurse:
 * tables may inherit from each other in a long chain.
 */
export function passDown<T>(
  table: RelationEntry,
  value: T,
  step: (child: RelationEntry, value: T) => T | undefined,
): void {
  const open: (readonly [RelationEntry, T])[] = [[table, value]];
  for (let next = open.pop(); next; next = open.pop()) {
    for (const child of childrenOf(next[0])) {
      const passed = step(child, next[1]);
      if (passed !== undefined) open.push([child, passed]);
    }
  }
}

/** A table and what inherits from it, each once; the table first. */
export function family(table: RelationEntry): ReadonlySet<RelationEntry> {
  const found = new Set([table]);
  for (const one of found) for (const child of childrenOf(one)) found.add(child);
  return found;
}

export const primaryKeyOf = (table: RelationEntry): ConstraintEntry | undefined =>
  table.constraints.find(({ state }) => state.now?.kind === 'primary key');

/** NOT NULL of a column, and of the same column of what inherits it. */
export function setNotNull(
  stage: Stage,
  holder: RelationEntry | TypeEntry,
  name: string,
  isNotNull = true,
): void {
  for (const one of holder.kind === 'relation' ? family(holder) : [holder]) {
    const [column] = columnsNamed(stage, one, [name]);
    if (column) change(stage, column.state, { isNotNull });
  }
}
