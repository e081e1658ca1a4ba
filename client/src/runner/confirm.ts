import * as vscode from 'vscode';
import type { Profile } from '../connection/profile.js';
import type { Step } from './steps.js';

/** Refuses what a read-only connection must not send, before anything is sent. */
export function refuseWrites(steps: readonly Step[], { name, readOnly }: Profile): void {
  const write = readOnly ? steps.find(({ nature }) => nature.writes) : undefined;
  if (!write) return;
  const start = write.sql.replace(/\s+/g, ' ').slice(0, 60);
  throw new Error(`"${name}" is read-only, and this statement writes: ${start}`);
}

const setting = 'run.confirmDestructive';

/**
 * Asks once for a run that takes something away; for a production connection always. Answers whether to go on, or that
 * the only statement shall be run in batches.
 */
export async function mayDestroy(
  steps: readonly Step[],
  { name, production }: Profile,
): Promise<boolean | 'inBatches'> {
  const destroys = steps.flatMap(({ nature }) => nature.destroys);
  if (destroys.length === 0) return true;
  const configuration = vscode.workspace.getConfiguration('dsql');
  if (!production && configuration.get(setting) === false) return true;
  const run = 'Run';
  const [only, ...others] = steps;
  const inBatches = others.length === 0 && only?.nature.kind === 'change' ? ['Run in batches…'] : [];
  const never = 'Run, and never ask again';
  const choice = await vscode.window.showWarningMessage(
    `This run ${listed(destroys)}${production ? ` in production, on "${name}"` : ` on "${name}"`}.`,
    { modal: true, detail: 'A change that is kept cannot be undone.' },
    run,
    ...inBatches,
    ...(production ? [] : [never]),
  );
  if (choice === never) await configuration.update(setting, false, vscode.ConfigurationTarget.Global);
  if (choice !== undefined && inBatches.includes(choice)) return 'inBatches';
  return choice !== undefined;
}

const most = 5;

function listed(parts: readonly string[]): string {
  const shown = parts.slice(0, most);
  const rest = parts.length - shown.length;
  const last = rest > 0 ? `does ${rest} more of the kind` : shown.pop();
  return shown.length > 0 ? `${shown.join(', ')} and ${last}` : (last ?? '');
}
