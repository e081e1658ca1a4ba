import { effectOfStatement } from '../semantics/effect.js';
import type { Changes } from '../semantics/effectModel.js';
import type { Step } from '../syntax/plpgsqlReader.js';
import type { PlpgsqlRoutine } from './rule.js';
import { factsOf } from './script/facts.js';
import { rowsOf } from './script/rows.js';

export type { PlpgsqlRoutine as Routine } from './rule.js';

/** The changes of a step of a body by its own words. */
export function changesOf(routine: PlpgsqlRoutine, { kind, sql }: Step): Changes {
  if (kind !== 'sql' && kind !== 'execute') return 'nothing';
  const statement = sql && routine.statementOf(sql);
  return statement ? effectOfStatement(statement).changes : 'unknown';
}

/** The number of rows that a step certainly inserts. */
export function insertedRows(routine: PlpgsqlRoutine, { sql }: Step): number {
  const statement = sql && routine.statementOf(sql);
  if (!statement) return 0;
  const span = { start: 0, end: statement.text.length };
  return rowsOf(statement, { span, facts: factsOf(statement, { seeksCalls: false }) });
}
