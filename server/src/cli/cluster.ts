import type { ClusterChoice } from '../cluster/open.js';
import { numberOf } from './number.js';
import type { Values } from './options.js';

/** The options of every command that connects. */
export const clusterOptions = {
  endpoint: { value: 'HOST', help: 'The cluster: its endpoint, a connection URL, or its id with --region.' },
  region: { value: 'REGION', help: 'The AWS Region, where the endpoint does not name it.' },
  'cluster-id': { value: 'ID', help: 'The cluster behind a VPC endpoint.' },
  user: { value: 'ROLE', help: 'The user to connect as (default: admin).' },
  profile: {
    value: 'NAME',
    help: 'The AWS profile that signs the token (default: the AWS credentials found).',
  },
  sandbox: { help: 'Connect to a sandbox: a new one, which is deleted afterwards, or the one of --dir.' },
  dir: { value: 'DIR', help: 'The folder of the sandbox. It is started for this command.' },
  port: { value: 'PORT', help: 'The sandbox of --dir runs already, on this port.' },
} as const;

export type ClusterValues = Values<typeof clusterOptions>;

/** What the options choose. Throws a sentence where a number will not do. */
export function choiceOf({ sandbox, endpoint = '', ...values }: ClusterValues): ClusterChoice {
  const { dir, port, user, region, profile, 'cluster-id': clusterId } = values;
  if (!sandbox) return { kind: 'cluster', endpoint, region, clusterId, user, profile };
  const number =
    port === undefined
      ? undefined
      : numberOf(port, '--port', {
          least: 1,
          most: 65_535,
          isWhole: true,
          meaning: 'a port from 1 to 65535',
        });
  return { kind: 'sandbox', dir, port: number, user };
}

/** What is wrong with what the options say of a place to connect to; undefined where nothing is. */
export function clusterTrouble(values: ClusterValues): string | undefined {
  if (values.sandbox && values.endpoint !== undefined)
    return '--sandbox and --endpoint cannot be used together.';
  if (!values.sandbox && values.endpoint === undefined)
    return 'Name the cluster with --endpoint HOST, or use --sandbox.';
  const alone = (['dir', 'port'] as const).find((name) => !values.sandbox && values[name] !== undefined);
  if (alone) return `--${alone} needs --sandbox.`;
  if (values.port !== undefined && values.dir === undefined)
    return '--port needs the folder of the sandbox that listens there: --dir DIR.';
  return undefined;
}
