import net from 'node:net';
import type { Duplex } from 'node:stream';
import tls from 'node:tls';
import { factsOf } from '../core/dialect/asOf.js';
import { serverErrors } from '../core/dialect/serverErrors.js';
import { type Bounds, usualBounds } from './bounds.js';
import { type Conflicts, type Limits, openCluster } from './cluster.js';
import type { Connection } from './engine/connection.js';
import { socketOf } from './engine/connection.js';
import { endlessRoom, watchRoom } from './engine/room.js';
import { authenticate } from './session/authentication.js';
import { longestStartUp } from './session/startUp.js';
import { createReader, type ReaderOptions } from './statement/reader.js';
import type { Refusal } from './wire/refusal.js';
import { secured } from './wire/secured.js';
import { encodeError } from './wire/serverError.js';

export interface EndpointOptions extends ReaderOptions {
  /** The PostgreSQL behind it. */
  readonly engine: Connection;
  /** The folder of its data, on whose disk there must be room to write. */
  readonly data?: string | undefined;
  /** PEM. */
  readonly tls: { readonly key: string; readonly cert: string };
  /** Whether a token opens a session of a user. */
  readonly verify: (token: string, user: string, now: Date) => Refusal | undefined;
  readonly limits: Limits;
  readonly bounds?: Partial<Bounds> | undefined;
  readonly conflicts: Conflicts;
  /** Connections that have not said yet who they are: at one more the oldest goes. */
  readonly mostArrivals?: number | undefined;
  /** Milliseconds in which a client must have said who it is. */
  readonly startUpTime?: number | undefined;
  /** Takes sentences about what went wrong inside. */
  readonly log: (sentence: string) => void;
}

export interface Endpoint {
  /** Answers the port, which is another where 0 was asked for. */
  readonly listen: (port: number) => Promise<number>;
  readonly close: () => Promise<void>;
}

/** A server on 127.0.0.1 that speaks PostgreSQL's protocol as an Aurora DSQL cluster does. */
export async function createEndpoint(options: EndpointOptions): Promise<Endpoint> {
  const {
    engine,
    data,
    verify,
    asOf,
    parser,
    budget,
    limits,
    conflicts,
    mostArrivals = 4_000,
    startUpTime = 60_000,
    log,
  } = options;
  const cluster = await openCluster({
    connection: engine,
    room: data === undefined ? endlessRoom : watchRoom({ data, log }),
    reader: createReader({ parser, asOf, budget }),
    limits,
    maxRows: factsOf(asOf).limits.maxRows,
    bounds: { ...usualBounds, ...options.bounds },
    conflicts,
  });
  const context = tls.createSecureContext({ ...options.tls, minVersion: 'TLSv1.2' });
  const sockets = new Set<net.Socket>();
  const arrivals = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    socket.setNoDelay(true);
    receive(socket);
  });

  /** The first bytes of a connection: TLS at once, a request for TLS, a request to cancel, or nothing we serve. */
  function receive(socket: net.Socket): void {
    const patience = setTimeout(() => socket.destroy(), startUpTime);
    const settle = () => {
      clearTimeout(patience);
      arrivals.delete(socket);
    };
    socket.once('close', settle);
    arrivals.add(socket);
    const [oldest] = arrivals;
    if (arrivals.size > mostArrivals) oldest?.destroy();
    let seen = Buffer.alloc(0);
    const look = (chunk: Buffer) => {
      seen = Buffer.concat([seen, chunk]);
      if (seen[0] === tlsHandshake) {
        socket.off('data', look);
        socket.pause();
        return start(socket, seen, true, settle);
      }
      // Requests for another encryption may come many at a time, and each is answered in its turn
      if (seen.length > longestStartUp) return socket.destroy();
      if (seen.length < 4) return undefined;
      const length = seen.readInt32BE(0);
      if (length < 8 || length > longestStartUp) return socket.destroy();
      if (seen.length < length) return undefined;
      const request = seen.subarray(0, length);
      seen = seen.subarray(length);
      const code = request.readInt32BE(4);
      if (code === cancelRequest) return cancel(request, socket);
      if (code === encryptionRequest) return socket.write('N');
      if (code === tlsRequest && seen.length === 0) {
        socket.off('data', look);
        socket.pause();
        socket.write('S');
        return start(socket, seen, false, settle);
      }
      const { sqlstate, text: message } = serverErrors.withoutTls;
      return socket.end(encodeError({ severity: 'FATAL', code: sqlstate, message, hint: plainHint }));
    };
    socket.on('data', look);
  }

  function start(socket: net.Socket, seen: Buffer, isDirect: boolean, settle: () => void): void {
    const stream = secured(socket, seen, context);
    stream.on('error', () => socket.destroy());
    stream.once('secure', () => {
      // https://www.postgresql.org/docs/17/protocol-flow.html#PROTOCOL-FLOW-SSL
      if (isDirect && stream.alpnProtocol !== 'postgresql') socket.destroy();
      else
        authenticate({
          stream,
          cluster,
          verify,
          asOf,
          settle,
          cancel: (request) => cancel(request, stream),
          log,
        });
    });
  }

  /**
   * CancelRequest goes on to PostgreSQL, whose process ids and keys the clients have. One that fits no session does not:
   * PostgreSQL would start a process for each guess.
   */
  function cancel(request: Buffer, asked: Duplex): void {
    if (request.length !== 16) return void asked.destroy();
    if (!cluster.sessions.get(request.readInt32BE(8))?.cancel(request.readInt32BE(12)))
      return void asked.end();
    const upstream = net.connect(socketOf(engine), () => upstream.end(request));
    upstream.on('error', () => undefined);
    // Over TLS its end is told: libpq takes a mere end of the connection for a failure.
    upstream.on('close', () => asked.end());
    upstream.resume();
  }

  return {
    listen: (port) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, '127.0.0.1', () => {
          const address = server.address();
          resolve(typeof address === 'object' && address ? address.port : port);
        });
      }),
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
      cluster.close();
    },
  };
}

const plainHint = 'Connect with sslmode=verify-full.';
const tlsHandshake = 0x16;
const tlsRequest = 80_877_103;
const encryptionRequest = 80_877_104;
const cancelRequest = 80_877_102;
