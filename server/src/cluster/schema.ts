import type { Snapshot } from '../core/catalog/difference/snapshot.js';
import { applyWhole, schemaBy } from '../running/apply/madeSchema.js';
import type { FoundMigrations } from '../workspace/migrationFiles.js';
import { type Cluster, type ClusterChoice, openCluster } from './open.js';

/** Why a folder cannot be applied, a sentence each. */
export interface NotMade {
  readonly problems: readonly string[];
}

type Remark = (sentence: string) => void;

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
export const schemaOf = ({ open }: Cluster): Promise<Snapshot> => schemaBy(open);

/** What a folder of migrations or a file makes in a sandbox of its own. */
export async function schemaOfFiles(found: FoundMigrations, remark: Remark): Promise<Snapshot | NotMade> {
  const cluster = await openCluster({ kind: 'sandbox' }, remark);
  try {
    const problem = await applyWhole(found, cluster.open);
    if (problem !== undefined) return { problems: [problem] };
    return await schemaOf(cluster);
  } finally {
    await cluster.close();
  }
}
