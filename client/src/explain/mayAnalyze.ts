import type { Profile } from '../../../server/src/connection/profile.js';
import type { TransactionState } from '../../../server/src/connection/session.js';
import type { RunStep } from '../../../server/src/running/steps.js';
import { ask } from '../asking/ask.js';
import type { Standing } from '../asking/standing.js';
import { analyzeQuestion } from './analyzeQuestion.js';

/** Asks before EXPLAIN ANALYZE executes. Answers the step as the person wants it, or undefined for not at all. */
export async function mayAnalyze(
  step: RunStep,
  profile: Profile,
  transaction: TransactionState,
  standing: Standing,
): Promise<RunStep | undefined> {
  const question = analyzeQuestion(step, profile, transaction);
  if (!question) return step;
  const { message, detail, choices } = question;
  const answers = choices.map(({ label }) => label);
  const answer = await ask({ message, detail, answers, standing });
  const choice = choices.find(({ label }) => label === answer);
  return choice && { ...step, isRolledBack: choice.isRolledBack };
}
