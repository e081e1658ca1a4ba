import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DsqlSigner } from '@aws-sdk/dsql-signer';
import pg from 'pg';
import { type AsOf, loadParser } from '../../src/core/lint/analysis.js';
import { openAuthority } from '../../src/sandbox/authority.js';
import type { Bounds } from '../../src/sandbox/bounds.js';
import type { Conflicts, Limits } from '../../src/sandbox/cluster.js';
import { createEndpoint } from '../../src/sandbox/endpoint.js';
import { startEngine } from '../../src/sandbox/engine/engine.js';
import { openFolder } from '../../src/sandbox/folder/folder.js';
import { hostOf, hostsOf, type Identity, openIdentity } from '../../src/sandbox/identity.js';
import { verifyToken } from '../../src/sandbox/token.js';

export interface Local {
  readonly port: number;
  readonly ca: string;
  readonly caFile: string;
  readonly host: string;
  readonly identity: Identity;
  readonly token: (user?: string) => Promise<string>;
  /** A session whose errors reject, and that `close` ends. */
  readonly connect: (options?: pg.ClientConfig) => Promise<pg.Client>;
  /** A session at the PostgreSQL behind, as a client would have it if nothing judged its statements. */
  readonly slip: (user: string) => Promise<pg.Client>;
  /** Another endpoint of the same PostgreSQL, which answers by the dialect of another day. */
  readonly beside: (asOf: AsOf) => Promise<Pick<Local, 'port' | 'caFile' | 'identity' | 'close'>>;
  readonly close: () => Promise<void>;
  /** What the endpoint complained of. */
  readonly complaints: readonly string[];
  readonly engine: Awaited<ReturnType<typeof startEngine>>;
}

interface Options {
  readonly asOf?: AsOf;
  readonly limits?: Partial<Limits>;
  readonly conflicts?: Partial<Conflicts>;
  /** Milliseconds for reading a long statement. */
  readonly budget?: number;
  readonly mostArrivals?: number;
  readonly startUpTime?: number;
  readonly bounds?: Partial<Bounds>;
}

/** A sandbox in this process, in front of a PostgreSQL of its own. */
export async function startLocal({
  asOf = 'latest',
  limits,
  conflicts,
  budget,
  mostArrivals,
  startUpTime,
  bounds,
}: Options = {}): Promise<Local> {
  const folder = await openFolder();
  const complaints: string[] = [];
  const log = (sentence: string) => complaints.push(sentence);
  const engine = await startEngine({ folder, log });
  const identity = await openIdentity(folder.path);
  const tls = await openAuthority(folder.path, hostOf(identity), new Date());
  const wasm = path.resolve(__dirname, '../../../node_modules/libpg-query/wasm/libpg-query.wasm');
  const { credentials, region } = identity;
  const parser = loadParser(readFileSync(wasm));
  const answeringAs = (asOf: AsOf) =>
    createEndpoint({
      engine: engine.connection,
      data: engine.data,
      tls,
      verify: (token, user, now) =>
        verifyToken(token, { user, now, credentials, hosts: hostsOf(identity), region }),
      asOf,
      budget,
      mostArrivals,
      startUpTime,
      bounds,
      parser,
      limits: { transactionAge: 300_000, connectionAge: 3_600_000, buildTime: 200, ...limits },
      conflicts: { share: 0, seed: 1, staleCatalog: false, ...conflicts },
      log,
    });
  const endpoint = await answeringAs(asOf);
  const port = await endpoint.listen(0);
  const token = async (user = 'admin') => {
    const signer = new DsqlSigner({ hostname: '127.0.0.1', region, credentials });
    return user === 'admin' ? signer.getDbConnectAdminAuthToken() : signer.getDbConnectAuthToken();
  };
  const clients: pg.Client[] = [];
  return {
    port,
    ca: tls.ca,
    caFile: tls.caFile,
    host: hostOf(identity),
    identity,
    token,
    complaints,
    engine,
    async connect(options = {}) {
      const user = options.user ?? 'admin';
      const client = new pg.Client({
        host: '127.0.0.1',
        port,
        user,
        database: 'postgres',
        password: () => token(user),
        ssl: { ca: tls.ca },
        ...options,
      });
      client.on('error', () => undefined);
      clients.push(client);
      await client.connect();
      return client;
    },
    async slip(user) {
      const client = new pg.Client({
        ...engine.connection,
        user,
        password: engine.connection.clientPassword,
      });
      client.on('error', () => undefined);
      clients.push(client);
      await client.connect();
      return client;
    },
    async beside(other) {
      const second = await answeringAs(other);
      return { port: await second.listen(0), caFile: tls.caFile, identity, close: second.close };
    },
    async close() {
      await Promise.allSettled(clients.map((client) => client.end()));
      await endpoint.close();
      await engine.stop();
      await folder.close();
    },
  };
}
