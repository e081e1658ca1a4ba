import * as vscode from 'vscode';
import { parseAsOf } from '../../server/src/core/dialect/asOf.js';
import { timeline } from '../../server/src/core/dialect/timeline.js';
import { complaintAboutDay, dialectChoices } from './dialectChoices.js';

const title = 'Aurora DSQL dialect';

/** Lets the person pick the day that SQL is held against, and keeps it in the settings. */
export async function pickDialect(): Promise<void> {
  const choice = await vscode.window.showQuickPick(dialectChoices(Object.values(timeline)), {
    title,
    placeHolder: 'The day whose dialect SQL files are held against',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  const asOf = choice && (choice.asOf ?? (await askDay()));
  if (!asOf) return;
  const { ConfigurationTarget, workspace } = vscode;
  const target = workspace.workspaceFolders ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
  await workspace.getConfiguration('dsql').update('asOf', asOf, target);
}

async function askDay() {
  const day = await vscode.window.showInputBox({
    title,
    prompt: 'A day as YYYY-MM-DD',
    validateInput: complaintAboutDay,
  });
  return day === undefined ? undefined : parseAsOf(day.trim());
}
