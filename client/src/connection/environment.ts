import { join } from 'node:path';
import { readBytes } from '../../../server/src/workspace/readBytes.js';

/** What the guides of Aurora DSQL keep in `.env`: `CLUSTER_ENDPOINT`, `CLUSTER_USER`, `REGION`. */
export interface ClusterVariables {
  readonly endpoint: string;
  readonly user: string | undefined;
  readonly region: string | undefined;
  readonly awsProfile: string | undefined;
}

/** The cluster that variables name; undefined where they name none. */
export function clusterVariables(
  variables: Readonly<Record<string, string | undefined>>,
): ClusterVariables | undefined {
  const named = (...names: readonly string[]) => names.map((name) => variables[name]?.trim()).find(Boolean);
  const endpoint = named('CLUSTER_ENDPOINT');
  if (!endpoint) return undefined;
  return {
    endpoint,
    user: named('CLUSTER_USER'),
    region: named('REGION', 'AWS_REGION'),
    awsProfile: named('AWS_PROFILE'),
  };
}

/** The variables of a `.env` file. */
export function parseEnvironment(text: string): Readonly<Record<string, string>> {
  const lines = text.matchAll(/^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*=[ \t]*(.*?)[ \t]*$/gm);
  return Object.fromEntries([...lines].map(([, name = '', value = '']) => [name, unquoted(value)]));
}

const unquoted = (value: string): string =>
  /^(["'])(.*)\1(?:\s+#.*)?$/.exec(value)?.[2] ?? value.replace(/\s+#.*$/, '');

interface Nearby {
  /** Whether the person trusts those who wrote the files of the workspace. */
  readonly isTrusted: boolean;
  /** Paths of the workspace's folders on disk. */
  readonly folders: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Clusters that `.env` files of the workspace and the environment name; none before the workspace is trusted. */
export async function variablesNearby({
  isTrusted,
  folders,
  environment,
}: Nearby): Promise<readonly { readonly source: string; readonly cluster: ClusterVariables }[]> {
  if (!isTrusted) return [];
  const files = await Promise.all(
    folders.map(async (folder) => {
      // Most folders have none
      const read = await readBytes(join(folder, '.env'), largestFile);
      const text = 'bytes' in read ? read.bytes.toString('utf8') : '';
      return { source: '.env', variables: parseEnvironment(text) };
    }),
  );
  return [...files, { source: 'the environment', variables: environment }].flatMap(
    ({ source, variables }) => {
      const cluster = clusterVariables(variables);
      return cluster ? [{ source, cluster }] : [];
    },
  );
}

/** Bytes. */
const largestFile = 2 ** 20;
