import { stat } from 'node:fs/promises';
import type { Safety } from '../core/lint/problem.js';
import { newMigration } from '../core/project/newMigration.js';
import { problemsInSteps } from '../core/project/project.js';
import { addedStatements } from '../core/repair/addedStatements.js';
import { committed } from '../workspace/committed.js';
import { findMigrations } from '../workspace/migrationFiles.js';
import { writeMigration } from '../workspace/writeMigration.js';
import { addSummaries, count, noProblems, summaryOf, summaryText } from './summary.js';
import type { Terminal } from './terminal.js';
import { projectIn, type Work } from './work.js';

/**
 * Writes what the committed migrations of a folder lack as one more migration, and leaves them as they are. Answers 1 where
 * errors are left.
 */
export async function fixByMigration(
  work: Work,
  folder: string,
  { name, safety, now }: { readonly name: string; readonly safety: Safety; readonly now: number },
  terminal: Terminal,
): Promise<number> {
  const isFolder = await stat(folder).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  if (!isFolder) {
    terminal.complain(`--migration takes one folder of migrations, and ${folder} is none.`);
    return 0;
  }
  const isApplied = await committed('.', '--migration');
  const found = await findMigrations(folder, work.settings.files, work.settings.layout);
  for (const problem of found.problems) terminal.complain(problem);
  if (terminal.hasComplained) return 0;
  const project = await projectIn(work);
  const problems = terminal.run(problemsInSteps(project), `Checking ${count(project.given.length, 'file')}`);
  const statements = new Set<string>();
  let left = noProblems;
  let [repaired, files] = [0, 0];
  for (const [at, { path, text }] of project.given.entries()) {
    if (!(await isApplied(path))) continue;
    files++;
    const others = (problems[at] ?? []).filter((problem) => {
      const fixes = problem.fixes.filter((fix) => safety === 'review' || fix.safety === 'safe');
      const added = fixes.flatMap((fix) => [addedStatements(fix, text) ?? []]).find((all) => all.length > 0);
      for (const one of added ?? []) statements.add(one);
      if (added) repaired++;
      return added === undefined;
    });
    left = addSummaries(left, summaryOf(others));
  }
  const rest = `${summaryText(left) || 'nothing'} left in ${count(files, 'committed file')}.`;
  if (statements.size === 0) terminal.remark(`No migration is needed: ${rest}`);
  else {
    const made = newMigration(found, { name, statements: [...statements], now });
    const written = await writeMigration(found.folder, made.files);
    for (const path of written) terminal.remark(`${path}: written`);
    for (const note of made.notes) terminal.remark(note);
    terminal.remark(`${count(repaired, 'problem')} repaired by a new migration, ${rest}`);
  }
  return left.error > 0 ? 1 : 0;
}
