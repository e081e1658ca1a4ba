import { join } from 'node:path';
import { parseEndpoint } from '../connection/endpoint.js';
import type { Session } from '../connection/session.js';
import type { ConnectionTarget } from '../connection/target.js';
import type { Sandbox } from '../sandbox/main.js';
import { numberOf } from './number.js';
import type { Values } from './options.js';
import type { Terminal } from './terminal.js';

/** The options of every command that connects. */
export const clusterOptions = {
  endpoint: { value: 'HOST', help: 'The cluster: its endpoint, a connection URL, or its id with --region.' },
  region: { value: 'REGION', help: 'The AWS Region, where the endpoint does not name it.' },
  'cluster-id': { value: 'ID', help: 'The cluster behind a VPC endpoint.' },
  user: { value: 'ROLE', help: 'Who connects (default: admin).' },
  profile: {
    value: 'NAME',
    help: 'The AWS profile that signs the token (default: the AWS credentials found).',
  },
  sandbox: { help: 'Connect to a sandbox: a new one, which is deleted afterwards, or the one of --dir.' },
  dir: { value: 'DIR', help: 'The folder of the sandbox. It is started for this command.' },
  port: { value: 'PORT', help: 'The sandbox of --dir runs already, on this port.' },
} as const;

export type ClusterValues = Values<typeof clusterOptions>;

/** Where a command connects to. */
export interface Cluster {
  /** What a person calls it. */
  readonly name: string;
  /** A session of its own each time. It connects with its first statement. */
  readonly open: () => Session;
  /** Closes the sessions, and stops a sandbox that was started for them. */
  readonly close: () => Promise<void>;
}

/** Gets ready to connect; rejects with a sentence where the options do not say where to. */
export async function openCluster(values: ClusterValues, terminal: Terminal): Promise<Cluster> {
  const { target, stop } = values.sandbox ? await sandboxTarget(values, terminal) : clusterTarget(values);
  // The bundle that talks to a network: the other commands start without it.
  const { openSession } = await import('../connection/remote.js');
  const sessions: Session[] = [];
  return {
    name: values.sandbox ? 'the sandbox' : target.profile.endpoint.address,
    open: () => {
      const session = openSession(target, { askMfaCode: noMfaCode, log: () => undefined });
      sessions.push(session);
      return session;
    },
    close: async () => {
      await Promise.all(sessions.map((session) => session.close()));
      await stop();
    },
  };
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

interface Reached {
  readonly target: ConnectionTarget;
  readonly stop: () => Promise<void>;
}

function clusterTarget({ endpoint = '', user = 'admin', region, profile, ...rest }: ClusterValues): Reached {
  const read = parseEndpoint(endpoint, { region, clusterId: rest['cluster-id'] });
  if (typeof read === 'string') throw new Error(read);
  return {
    target: {
      profile: { ...plainProfile, name: read.address, endpoint: read, user, awsProfile: profile },
      credentials: { kind: 'aws', profile },
      caFile: undefined,
    },
    stop: async () => undefined,
  };
}

const plainProfile = { searchPath: [], color: undefined, readOnly: false, production: false } as const;

async function sandboxTarget(
  { dir, port, user = 'admin' }: ClusterValues,
  terminal: Terminal,
): Promise<Reached> {
  const { startSandbox, findIdentity } = await import('../sandbox/main.js');
  const reached = ({ identity, port: at, caFile }: Pick<Sandbox, 'identity' | 'port' | 'caFile'>) => {
    const { clusterId, region, credentials } = identity;
    const endpoint = { host: '127.0.0.1', address: '127.0.0.1', port: at, region, clusterId };
    return {
      profile: { ...plainProfile, name: 'sandbox', endpoint, user, awsProfile: undefined },
      credentials: { kind: 'keys', ...credentials },
      caFile,
    } as const;
  };
  if (port !== undefined && dir !== undefined) {
    const identity = await findIdentity(dir);
    if (!identity) throw new Error(`${dir} is not a sandbox.`);
    const number = numberOf(port, '--port', {
      least: 1,
      most: 65_535,
      isWhole: true,
      meaning: 'a port from 1 to 65535',
    });
    return {
      target: reached({ identity, port: number, caFile: join(dir, 'ca.pem') }),
      stop: async () => undefined,
    };
  }
  const running = await startSandbox({
    port: 0,
    dir,
    asOf: 'latest',
    postgres: undefined,
    limits: { transactionAge: 300_000, connectionAge: 3_600_000, buildTime: 200 },
    conflicts: { share: 0, seed: 1, staleCatalog: false },
    log: (sentence) => terminal.remark(`dsql sandbox: ${sentence}`),
  });
  return { target: reached(running), stop: running.stop };
}

/** A terminal that nobody watches cannot be asked. */
const noMfaCode = (device: string): Promise<string> =>
  Promise.reject(
    new Error(
      `The AWS profile needs a code from ${device}: sign in first, so that the credentials are kept.`,
    ),
  );
