import { once } from 'node:events';
import { connect as dial, Socket } from 'node:net';
import { type ConnectionOptions, connect as secure } from 'node:tls';
import { Client, type TransactionStatus } from 'pg';
import type { Endpoint } from './endpoint.js';
import { type Arrivals, createReading, type PortalReading, type ReadingRequest } from './reading.js';

/** `direct` saves a round trip; a server before PostgreSQL 17, or something in front of one, may know only the other. */
export type Negotiation = 'direct' | 'postgres';

export interface LinkOptions {
  readonly endpoint: Endpoint;
  readonly user: string;
  /** Asked once the server wants a password: a token is never older than the connection. */
  readonly token: () => Promise<string>;
  /** Certificates to trust in place of the system's, PEM. */
  readonly ca: string | undefined;
  readonly negotiation: Negotiation;
  /** Milliseconds until connecting is given up. */
  readonly timeout: number;
  readonly applicationName: string;
  /** Called once, when the connection ends for whatever reason. */
  readonly ended: () => void;
}

/** One connection to the server: over TLS, with the server's certificate and name verified. */
export interface Link {
  readonly isOpen: () => boolean;
  /** I: none, T: in a transaction, E: in one that has failed. */
  readonly transaction: () => TransactionStatus;
  readonly read: (request: Omit<ReadingRequest, 'isInTransaction'>, arrivals: Arrivals) => PortalReading;
  /** Asks the server to stop what it does for this link. It may not listen: see `drop`. */
  readonly cancel: () => Promise<void>;
  readonly close: () => Promise<void>;
  /** Ends the connection at once; what runs on it fails. */
  readonly drop: () => void;
}

const database = 'postgres';

/** Connects; rejects with whatever the network, TLS, the token or the server says. */
export async function openLink(options: LinkOptions): Promise<Link> {
  const { endpoint, ca, negotiation } = options;
  let isOpen = true;
  let key: BackendKey | undefined;
  let arrivals: Arrivals | undefined;
  const client = new Client({
    host: endpoint.host,
    port: endpoint.port,
    user: options.user,
    database,
    password: options.token,
    ssl: trust(ca),
    sslnegotiation: negotiation,
    application_name: options.applicationName,
    connectionTimeoutMillis: options.timeout,
    keepAlive: true,
    keepAliveInitialDelayMillis: 30_000,
    ...(endpoint.address !== endpoint.host && {
      stream: () => socketTo(endpoint.address),
      options: `-c amzn-cluster-id=${endpoint.clusterId}`,
    }),
  });
  const end = () => {
    if (!isOpen) return;
    isOpen = false;
    options.ended();
  };
  // What ran on the link is told of the error by its own reading.
  client.on('error', end);
  client.on('end', end);
  client.on('notice', ({ message }) => message && arrivals?.notice(message));
  client.connection.on('backendKeyData', ({ processID, secretKey }: BackendKey) => {
    key = { processID, secretKey };
  });
  try {
    await client.connect();
  } catch (error) {
    client.connection.stream.destroy();
    throw error;
  }

  return {
    isOpen: () => isOpen,
    transaction: () => client.getTransactionStatus(),
    read(request, to) {
      arrivals = to;
      const isInTransaction = client.getTransactionStatus() === 'T';
      const submit = (reading: PortalReading) => void client.query(reading);
      const reading = createReading({ ...request, isInTransaction }, to, submit);
      submit(reading);
      return reading;
    },
    cancel: async () => {
      if (key && isOpen) await sendCancel(options, key);
    },
    close: async () => {
      await client.end();
    },
    drop: () => {
      client.connection.stream.destroy();
      end();
    },
  };
}

interface BackendKey {
  readonly processID: number;
  readonly secretKey: number;
}

/** Never without verification. */
const trust = (ca: string | undefined): ConnectionOptions => ({
  rejectUnauthorized: true,
  minVersion: 'TLSv1.2',
  ...(ca !== undefined && { ca }),
});

/** A socket that dials a VPC endpoint, whatever host it is told: certificate and SNI keep the cluster's own name. */
function socketTo(address: string): Socket {
  const socket = new Socket();
  const connect = (port: number) => Reflect.apply(Socket.prototype.connect, socket, [port, address]);
  return Object.assign(socket, { connect });
}

/** https://www.postgresql.org/docs/16/protocol-message-formats.html: CancelRequest, SSLRequest */
async function sendCancel(
  { endpoint, ca, negotiation, timeout }: LinkOptions,
  { processID, secretKey }: BackendKey,
): Promise<void> {
  const request = Buffer.alloc(16);
  for (const [index, word] of [16, 80877102, processID, secretKey].entries())
    request.writeInt32BE(word, index * 4);
  const plain = dial(endpoint.port, endpoint.address);
  plain.setTimeout(timeout, () => plain.destroy(new Error('timeout expired')));
  await once(plain, 'connect');
  if (negotiation === 'postgres') {
    plain.write(Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]));
    const [answer] = await once(plain, 'data');
    if (String(answer) !== 'S') throw new Error('The server does not accept TLS.');
  }
  const socket = secure({
    ...trust(ca),
    socket: plain,
    host: endpoint.host,
    // SNI has no place for an address: https://www.rfc-editor.org/rfc/rfc6066#section-3
    ...(!/^[\d.]+$|:/.test(endpoint.host) && { servername: endpoint.host }),
    ...(negotiation === 'direct' && { ALPNProtocols: ['postgresql'] }),
  });
  await once(socket, 'secureConnect');
  socket.end(request);
  // The server closes without an answer.
  socket.resume();
  await once(socket, 'close');
}
