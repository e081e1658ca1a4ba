import { randomUUID } from 'node:crypto';
import type { Session } from '../connection/session.js';
import { readSnapshot } from '../connection/snapshot.js';
import type { Snapshot } from '../core/catalog/difference/snapshot.js';
import type { FolderLayout } from '../core/syntax/migrationTools.js';
import { createLineIndex } from '../core/text/lines.js';
import type { Matcher } from '../files/matcher.js';
import { apply } from '../running/apply/apply.js';
import { ledgersOfTools } from '../running/apply/history.js';
import { usualLedger } from '../running/apply/ledger.js';
import { ofThisMachine } from '../running/apply/machine.js';
import { failureLine } from '../running/failureLine.js';
import { type FoundMigrations, findMigrations } from '../workspace/migrationFiles.js';
import { type Cluster, type ClusterChoice, openCluster } from './open.js';

/** Why a folder cannot be applied, a sentence each. */
export interface NotMade {
  readonly problems: readonly string[];
}

type Remark = (sentence: string) => void;

/** The tables in which tools count what they have done are no part of a schema. */
const leftOut = ({ name }: { readonly name: string }): boolean =>
  name === usualLedger.name || ledgersOfTools.has(name);

/** What a cluster or a sandbox has. Rejects with a sentence where it cannot be read. */
export async function schemaOfCluster(choice: ClusterChoice, remark: Remark): Promise<Snapshot> {
  const cluster = await openCluster(choice, remark);
  try {
    return await schemaOf(cluster);
  } finally {
    await cluster.close();
  }
}

/** The same of one that is open, by a session of its own. */
export async function schemaOf({ open }: Cluster): Promise<Snapshot> {
  const session = open();
  try {
    return await readSnapshot(session.query, leftOut);
  } finally {
    await session.close();
  }
}

/** What a folder of migrations or a file makes in a sandbox of its own. */
export async function schemaOfFiles(
  operand: string,
  files: Matcher,
  remark: Remark,
  layout?: FolderLayout,
): Promise<Snapshot | NotMade> {
  const found = await findMigrations(operand, files, layout);
  if (found.problems.length > 0) return { problems: found.problems };
  const cluster = await openCluster({ kind: 'sandbox' }, remark);
  try {
    const problem = await applied(found, cluster.open);
    if (problem !== undefined) return { problems: [problem] };
    return await schemaOf(cluster);
  } finally {
    await cluster.close();
  }
}

async function applied(found: FoundMigrations, open: () => Session): Promise<string | undefined> {
  const end = await apply({
    ...{ open, ledger: usualLedger, holder: randomUUID(), retries: 10, lease: 30, patience: 0 },
    files: found.migrations.map(({ path, text, isRepeatable }) => ({ name: path, text, isRepeatable })),
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
