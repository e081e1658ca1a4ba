import * as vscode from 'vscode';
import { visible } from '../../../server/src/core/text/visible.js';
import { ask } from '../asking/ask.js';
import type { Standing } from '../asking/standing.js';
import { inLabel } from '../shownText.js';
import { titleOf } from './batchText.js';
import type { KeptRun, KeptRuns } from './keptRuns.js';

interface Item extends vscode.QuickPickItem {
  readonly run?: KeptRun;
}

/**
 * Lets a person choose a run that was not finished. Undefined for none, or where one was forgotten: `forget` is called
 * for it once the person has agreed.
 */
export async function pickRun(
  { runs, leftOut }: KeptRuns,
  standing: Standing,
  forget: (run: KeptRun) => Promise<void>,
): Promise<KeptRun | undefined> {
  const forgetButton = { iconPath: new vscode.ThemeIcon('trash'), tooltip: 'Forget this run…' };
  const picker = vscode.window.createQuickPick<Item>();
  picker.title = 'Runs in batches that are not finished';
  picker.ignoreFocusOut = true;
  picker.items = [
    ...runs.map((run) => ({
      label: inLabel(titleOf(run.plan)),
      description: `${run.progress.rows.toLocaleString('en-US')} rows are done, the last ones ${visible(run.changedAt)}`,
      detail: visible(run.plan.statement.slice(0, 1_000)),
      buttons: [forgetButton],
      run,
    })),
    ...leftOut.map((label) => ({ label: `$(warning) ${inLabel(label)}` })),
  ];
  const chosen = await new Promise<{ readonly run?: KeptRun; readonly isUnwanted?: true }>((resolve) => {
    picker.onDidAccept(() => resolve(picker.selectedItems[0] ?? {}));
    picker.onDidHide(() => resolve({}));
    picker.onDidTriggerItemButton(({ item: { run } }) => resolve(run ? { run, isUnwanted: true } : {}));
    picker.show();
  });
  picker.dispose();
  const { run, isUnwanted } = chosen;
  if (!run || !isUnwanted) return run;
  const answer = await ask({
    message: `Forget ${titleOf(run.plan)}?`,
    detail: `The ${run.progress.rows.toLocaleString('en-US')} rows that are done stay as they are. The run can no longer be resumed.`,
    answers: ['Forget'],
    standing,
  });
  if (answer) await forget(run);
  return undefined;
}
