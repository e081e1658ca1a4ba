import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Step } from '../core/features/plan.js';
import { writeTrouble } from '../workspace/trouble.js';
import { count } from './summary.js';
import type { Terminal } from './terminal.js';

/**
 * Writes the steps as `0001_create_table_t.sql` and so on into a folder that is empty or not there yet. After anything
 * was complained of it writes nothing: half a plan is worse than none.
 */
export async function writePlan(folder: string, steps: readonly Step[], terminal: Terminal): Promise<void> {
  if (terminal.hasComplained) return;
  try {
    await mkdir(folder, { recursive: true });
    if ((await readdir(folder)).length > 0) {
      terminal.complain(`${folder} is not empty: a plan needs a folder of its own.`);
      return;
    }
    for (const [index, { name, text }] of steps.entries()) {
      const file = `${String(index + 1).padStart(4, '0')}_${name}.sql`;
      await writeFile(join(folder, file), text, { flag: 'wx' });
    }
    terminal.remark(`${folder}: ${count(steps.length, 'file')} to run in order, one transaction each\n`);
  } catch (error) {
    terminal.complain(writeTrouble(folder, error).trouble);
  }
}
