import * as vscode from 'vscode';
import { mustStand, type Standing } from './standing.js';

interface Asked<Answer extends string> {
  readonly message: string;
  readonly detail?: string;
  readonly answers: readonly Answer[];
  /** Looked at when the answer comes: a question that is no longer true cannot be answered. */
  readonly standing: Standing;
  readonly severity?: 'information' | 'warning' | 'error';
}

/**
 * A question that matters: it stands in the way until it is answered. Undefined for "Cancel". Rejects with a sentence
 * where it is no longer true.
 */
export async function ask<const Answer extends string>(asked: Asked<Answer>): Promise<Answer | undefined> {
  const { message, detail, answers, standing, severity = 'warning' } = asked;
  const options = { modal: true, ...(detail !== undefined && { detail }) };
  const choice = await show(severity)(message, options, ...answers);
  const answer = answers.find((one) => one === choice);
  if (answer !== undefined) mustStand(standing);
  return answer;
}

/**
 * An offer that may be missed, because what it offers can be had elsewhere too. VS Code hides it after some seconds and
 * keeps it in a list, so that it may be taken much later. Rejects with a sentence where it is no longer true.
 */
export async function offer<const Answer extends string>(
  offered: Omit<Asked<Answer>, 'detail'>,
): Promise<Answer | undefined> {
  const { message, answers, standing, severity = 'information' } = offered;
  const choice = await show(severity)(message, {}, ...answers);
  const answer = answers.find((one) => one === choice);
  if (answer !== undefined) mustStand(standing);
  return answer;
}

function show(severity: 'information' | 'warning' | 'error') {
  const { showErrorMessage, showInformationMessage, showWarningMessage } = vscode.window;
  return { information: showInformationMessage, warning: showWarningMessage, error: showErrorMessage }[
    severity
  ];
}
