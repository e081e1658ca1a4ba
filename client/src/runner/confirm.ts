import * as vscode from 'vscode';
import type { Profile } from '../../../server/src/connection/profile.js';
import type { RunStep } from '../../../server/src/running/steps.js';
import { ask } from '../asking/ask.js';
import type { Standing } from '../asking/standing.js';
import type { Connections } from '../connection/connections.js';
import { mayBatch } from '../statements/mayBatch.js';
import { destructionText, goneText } from '../statements/writes.js';

const setting = 'run.confirmDestructive';

/**
 * Asks once for a run that takes something away; for a production connection always. Answers whether to go on, or that
 * the only statement shall be run in batches.
 */
export async function mayDestroy(
  steps: readonly RunStep[],
  profile: Profile,
  standing: Standing,
): Promise<boolean | 'inBatches'> {
  const question = destructionText(steps, profile);
  if (question === undefined) return true;
  const { production } = profile;
  const configuration = vscode.workspace.getConfiguration('dsql');
  if (!production && configuration.get(setting) === false) return true;
  const [only, ...others] = steps;
  const inBatches = others.length === 0 && only && mayBatch(only) ? ['Run in batches…'] : [];
  const never = 'Run, and never ask again';
  const choice = await ask({
    message: question,
    detail: 'A committed change cannot be undone.',
    answers: ['Run', ...inBatches, ...(production ? [] : [never])],
    standing,
  });
  if (choice === never) await configuration.update(setting, false, vscode.ConfigurationTarget.Global);
  if (choice !== undefined && inBatches.includes(choice)) return 'inBatches';
  return choice !== undefined;
}

/**
 * Where to run again what ran before: on its connection, and where that is no more, on the one in use, if the person says so.
 * Undefined: nowhere.
 */
export async function whereToRepeat(
  ranOn: string | undefined,
  connections: Pick<Connections, 'current' | 'knows'>,
): Promise<{ readonly name?: string } | undefined> {
  if (ranOn === undefined) return {};
  if (connections.knows(ranOn)) return { name: ranOn };
  const now = () => connections.current()?.name;
  const name = now();
  const question = goneText(ranOn, name);
  if (name === undefined) throw new Error(question);
  const yes = `Run on "${name}"`;
  const standing = () => (now() === name ? undefined : `This window has left "${name}" in the meantime.`);
  return (await ask({ message: question, answers: [yes], standing })) === yes ? { name } : undefined;
}
