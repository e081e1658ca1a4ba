import { randomUUID } from 'node:crypto';
import type { Session } from '../../connection/session.js';
import { readSnapshot } from '../../connection/snapshot.js';
import type { Snapshot } from '../../core/catalog/difference/snapshot.js';
import type { Migration } from '../../core/project/migrations.js';
import { createLineIndex } from '../../core/text/lines.js';
import { failureLine } from '../failureLine.js';
import { apply } from './apply.js';
import { ledgersOfTools } from './history.js';
import { usualLedger } from './ledger.js';
import { ofThisMachine } from './machine.js';

/** The tables in which tools count what they have done are no part of a schema. */
const leftOut = ({ name }: { readonly name: string }): boolean =>
  name === usualLedger.name || ledgersOfTools.has(name);

/** What a server has, by a session of its own. */
export async function schemaBy(open: () => Session): Promise<Snapshot> {
  const session = open();
  try {
    return await readSnapshot(session.query, leftOut);
  } finally {
    await session.close();
  }
}

/** Applies all migrations of a folder to an empty server. Answers a sentence where that fails. */
export async function applyWhole(
  found: { readonly folder: string; readonly migrations: readonly Migration[] },
  open: () => Session,
): Promise<string | undefined> {
  const end = await apply({
    ...{ open, ledger: usualLedger, holder: randomUUID(), retries: 10, lease: 30, patience: 0 },
    files: found.migrations.map(({ path, ...file }) => ({ ...file, name: path })),
    history: async () => ({ tool: undefined, applied: new Set() }),
    mayApply: async () => [],
    ...{ allowsLate: true, acceptsChanges: true, takesOver: true, isDryRun: false, unknown: 'again' },
    ...{ ...ofThisMachine, isCanceled: () => false, tell: () => undefined },
  });
  if (end.kind === 'refused') return end.problems[0];
  if (end.kind === 'done') return undefined;
  const { todo, index, step, failure } = end;
  const path = found.folder === '.' ? todo.file.name : `${found.folder}/${todo.file.name}`;
  const start = step?.span.start ?? todo.units[index]?.start ?? 0;
  return failureLine(failure, { path }, createLineIndex(todo.file.text), start);
}
