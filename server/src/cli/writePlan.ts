import type { RepairStep } from '../core/repair/plan.js';
import { writeFolder } from '../workspace/writeFolder.js';
import { complainOf } from './complaint.js';
import { count } from './summary.js';
import type { Terminal } from './terminal.js';

/**
 * Writes the steps as `0001_create_table_t.sql` and so on into a folder that is empty or does not exist yet. Writes nothing
 * after a complaint: half a plan is worse than none.
 */
export async function writePlan(
  folder: string,
  steps: readonly RepairStep[],
  terminal: Terminal,
): Promise<void> {
  if (terminal.hasComplained) return;
  const files = steps.map(({ name, text }, index) => ({
    name: `${String(index + 1).padStart(4, '0')}_${name}.sql`,
    text,
  }));
  try {
    await writeFolder(folder, 'a plan', files);
    terminal.remark(`${folder}: ${count(files.length, 'file')} to run in order, one transaction each`);
  } catch (error) {
    complainOf(error, terminal);
  }
}
