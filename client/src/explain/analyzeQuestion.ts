import type { Profile } from '../../../server/src/connection/profile.js';
import type { TransactionState } from '../../../server/src/connection/session.js';
import type { RunStep } from '../../../server/src/running/steps.js';
import { changeText } from '../statements/writes.js';

/** What a person is asked before EXPLAIN ANALYZE, which executes. */
export interface AnalyzeQuestion {
  readonly message: string;
  readonly detail: string;
  readonly choices: readonly { readonly label: string; readonly isRolledBack: boolean }[];
}

/** Undefined where nothing has to be asked: a statement that reads, outside of production. */
export function analyzeQuestion(
  { effect, explained }: Pick<RunStep, 'effect' | 'explained'>,
  { name, production }: Pick<Profile, 'name' | 'production'>,
  transaction: TransactionState,
): AnalyzeQuestion | undefined {
  const where = production ? ` in production, on "${name}"` : '';
  if (effect.access === 'reads') {
    // Who writes ANALYZE knows what it does
    if (!production || !explained) return undefined;
    return {
      message: `EXPLAIN ANALYZE executes the statement${where}.`,
      detail: 'It only reads, but it takes the time and the DPU of a real run.',
      choices: [{ label: 'Execute', isRolledBack: false }],
    };
  }
  const does = `It ${changeText(effect)} on "${name}"`;
  if (transaction !== 'none')
    return {
      message: `EXPLAIN ANALYZE executes the statement in your open transaction${where}.`,
      detail: `${does}. That is part of the transaction until you commit it or roll it back.`,
      choices: [{ label: 'Execute in the transaction', isRolledBack: false }],
    };
  return {
    message: `EXPLAIN ANALYZE executes the statement${where}.`,
    detail: `${does}. Everything is rolled back, except numbers that it takes from sequences. It takes the time and the DPU of a real run.`,
    choices: [
      { label: 'Execute and roll back', isRolledBack: true },
      ...(explained ? [] : [{ label: 'Execute and keep', isRolledBack: false }]),
    ],
  };
}
