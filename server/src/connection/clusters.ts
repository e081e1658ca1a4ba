import { DSQLClient, GetClusterCommand, paginateListClusters } from '@aws-sdk/client-dsql';
import { decodeFailure, failureText } from './failures.js';
import { type AskMfaCode, credentialSource } from './token.js';

/** A cluster as AWS lists it. */
export interface ListedCluster {
  readonly id: string;
  /** Its tag `Name`. */
  readonly name: string | undefined;
  /** As in ACTIVE or IDLE. */
  readonly status: string;
}

/** The clusters of a Region that the credentials may see; rejects with a sentence. */
export async function listClusters(
  awsProfile: string | undefined,
  region: string,
  askMfaCode: AskMfaCode,
): Promise<readonly ListedCluster[]> {
  const { credentials } = credentialSource({ kind: 'aws', profile: awsProfile }, askMfaCode);
  const client = new DSQLClient({ region, credentials });
  try {
    const ids: string[] = [];
    for await (const page of paginateListClusters({ client }, {}))
      ids.push(...(page.clusters ?? []).flatMap(({ identifier }) => identifier ?? []));
    return await Promise.all(ids.map((identifier) => describe(client, identifier)));
  } catch (error) {
    const about = { host: `dsql.${region}.api.aws`, region, user: 'admin', awsProfile };
    throw new Error(failureText(decodeFailure(error, about).failure));
  } finally {
    client.destroy();
  }
}

async function describe(client: DSQLClient, identifier: string): Promise<ListedCluster> {
  const { status, tags } = await client.send(new GetClusterCommand({ identifier }));
  return { id: identifier, name: tags?.Name, status: status ?? 'UNKNOWN' };
}
