import * as vscode from 'vscode';
import { inMessage } from '../shownText.js';
import { mustStand, type Standing } from './standing.js';

interface Asked<Answer extends string> {
  readonly message: string;
  readonly detail?: string;
  readonly answers: readonly Answer[];
  /** Checked when the answer comes: an answer to an outdated question does not count. */
  readonly standing: Standing;
  readonly severity?: 'information' | 'warning' | 'error';
}

/** A modal question. Undefined for "Cancel". Rejects with a sentence where it is outdated. */
export async function ask<const Answer extends string>(asked: Asked<Answer>): Promise<Answer | undefined> {
  const { message, detail, answers, standing, severity = 'warning' } = asked;
  const options = { modal: true, ...(detail !== undefined && { detail }) };
  const choice = await show(severity)(inMessage(message), options, ...answers);
  const answer = answers.find((one) => one === choice);
  if (answer !== undefined) mustStand(standing);
  return answer;
}

/**
 * An offer that a person may miss, because the same is available elsewhere. VS Code hides it after some seconds and keeps it in
 * a list, so it may be taken much later. Rejects with a sentence where it is outdated.
 */
export async function offer<const Answer extends string>(
  offered: Omit<Asked<Answer>, 'detail'>,
): Promise<Answer | undefined> {
  const { message, answers, standing, severity = 'information' } = offered;
  const choice = await show(severity)(inMessage(message), {}, ...answers);
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
