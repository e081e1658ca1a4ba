import * as vscode from 'vscode';
import { parseAsOf } from '../../../server/src/core/dialect/asOf.js';
import { timeline } from '../../../server/src/core/dialect/data.js';
import type { LanguageServer } from '../languageServer.js';
import { complaintAboutDay, type DialectChoice, dialectChoices } from './choices.js';

const title = 'Aurora DSQL dialect';

/** Lets the person pick the day that SQL is checked against, and keeps it in the settings. */
export async function pickDialect({ server }: { readonly server: LanguageServer }): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  const dialect = document && (await server.dialectOf(document.uri).catch(() => null));
  const choice = await choose(dialect?.asOf);
  const asOf = choice && (choice.asOf ?? (await askDay()));
  if (!asOf) return;
  const { ConfigurationTarget, workspace } = vscode;
  const target = workspace.workspaceFolders ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
  await workspace.getConfiguration('dsql').update('asOf', asOf, target);
}

function choose(current: string | undefined): Promise<DialectChoice | undefined> {
  const picker = vscode.window.createQuickPick<DialectChoice>();
  const changes = Object.values(timeline);
  picker.title = title;
  picker.placeholder = 'The date whose dialect SQL files are checked against; enter any date as YYYY-MM-DD';
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  picker.items = dialectChoices(changes, { current });
  picker.activeItems = picker.items.filter(({ asOf }) => asOf !== undefined && asOf === current);
  picker.onDidChangeValue((typed) => {
    const items = dialectChoices(changes, { current, typed });
    if (items.length !== picker.items.length || items[0]?.label !== picker.items[0]?.label)
      picker.items = items;
  });
  picker.show();
  return new Promise((resolve) => {
    picker.onDidAccept(() => {
      resolve(picker.selectedItems[0]);
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
  });
}

async function askDay() {
  const day = await vscode.window.showInputBox({
    title,
    prompt: 'A date as YYYY-MM-DD',
    validateInput: complaintAboutDay,
  });
  return day === undefined ? undefined : parseAsOf(day.trim());
}
