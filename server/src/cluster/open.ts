import { join } from 'node:path';
import { type Endpoint, parseEndpoint } from '../connection/endpoint.js';
import type { Session } from '../connection/session.js';
import type { ConnectionTarget } from '../connection/target.js';
import type { Sandbox } from '../sandbox/main.js';

/** Where to connect to, as a person says it. */
export type ClusterChoice = SandboxChoice | EndpointChoice;

/** A sandbox: a new one, which is deleted afterwards, or the one of a folder. */
export interface SandboxChoice {
  readonly kind: 'sandbox';
  /** Its folder. It is started, unless it listens on `port` already. */
  readonly dir?: string | undefined;
  readonly port?: number | undefined;
  readonly user?: string | undefined;
}

export interface EndpointChoice {
  readonly kind: 'cluster';
  /** An endpoint, a connection URL, or an id beside a Region. */
  readonly endpoint: string;
  readonly region?: string | undefined;
  /** The cluster behind a VPC endpoint. */
  readonly clusterId?: string | undefined;
  readonly user?: string | undefined;
  /** The AWS profile that signs the token; undefined: the AWS credentials found. */
  readonly profile?: string | undefined;
  /** Every statement is in a transaction that only reads. */
  readonly readOnly?: boolean;
}

/** A cluster or a sandbox that can be connected to. */
export interface Cluster {
  /** What a person calls it. */
  readonly name: string;
  /** A session of its own each time. It connects with its first statement. */
  readonly open: () => Session;
  /** Closes the sessions, and stops a sandbox that was started for them. */
  readonly close: () => Promise<void>;
}

/** Gets ready to connect; rejects with a sentence where the choice does not say where to. `remark` takes what a sandbox says. */
export async function openCluster(
  choice: ClusterChoice,
  remark: (sentence: string) => void,
): Promise<Cluster> {
  const { target, stop } =
    choice.kind === 'sandbox' ? await sandboxTarget(choice, remark) : clusterTarget(choice);
  // The bundle that talks to a network: what needs none starts without it.
  const { openSession } = await import('../connection/remote.js');
  const sessions: Session[] = [];
  return {
    name: choice.kind === 'sandbox' ? 'the sandbox' : target.profile.endpoint.address,
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

interface Reached {
  readonly target: ConnectionTarget;
  readonly stop: () => Promise<void>;
}

function clusterTarget({
  endpoint,
  user = 'admin',
  region,
  clusterId,
  profile,
  readOnly = false,
}: EndpointChoice): Reached {
  const read = endpointOf({ endpoint, region, clusterId });
  return {
    target: {
      profile: { ...plainProfile, name: read.address, endpoint: read, user, awsProfile: profile, readOnly },
      credentials: { kind: 'aws', profile },
      caFile: undefined,
    },
    stop: async () => undefined,
  };
}

/** Throws the sentence that says what is wrong with it. */
export function endpointOf({
  endpoint,
  region,
  clusterId,
}: Pick<EndpointChoice, 'endpoint' | 'region' | 'clusterId'>): Endpoint {
  const read = parseEndpoint(endpoint, { region, clusterId });
  if (typeof read === 'string') throw new Error(read);
  return read;
}

const plainProfile = { searchPath: [], color: undefined, readOnly: false, production: false } as const;

async function sandboxTarget(
  { dir, port, user = 'admin' }: SandboxChoice,
  remark: (sentence: string) => void,
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
    return { target: reached({ identity, port, caFile: join(dir, 'ca.pem') }), stop: async () => undefined };
  }
  const running = await startSandbox({
    port: 0,
    dir,
    asOf: 'latest',
    postgres: undefined,
    limits: { transactionAge: 300_000, connectionAge: 3_600_000, buildTime: 200 },
    conflicts: { share: 0, seed: 1, staleCatalog: false },
    log: (sentence) => remark(`dsql sandbox: ${sentence}`),
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
