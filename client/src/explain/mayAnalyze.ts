import * as vscode from 'vscode';
import type { Profile } from '../connection/profile.js';
import type { TransactionState } from '../connection/session.js';
import type { Step } from '../runner/steps.js';
import { analyzeQuestion } from './analyzeQuestion.js';

/** Asks before EXPLAIN ANALYZE executes. Answers the step as the person wants it, or undefined for not at all. */
export async function mayAnalyze(
  step: Step,
  profile: Profile,
  transaction: TransactionState,
): Promise<Step | undefined> {
  const question = analyzeQuestion(step, profile, transaction);
  if (!question) return step;
  const { message, detail, choices } = question;
  const labels = choices.map(({ label }) => label);
  const answer = await vscode.window.showWarningMessage(message, { modal: true, detail }, ...labels);
  const choice = choices.find(({ label }) => label === answer);
  return choice && { ...step, isRolledBack: choice.isRolledBack };
}
