import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/**
 * What happens to the n-th piece that a client sends: `unsent` the connection ends before it goes on; `unanswered` the
 * server gets it, and the connection ends once it has answered; `late` the connection ends, and the server gets the piece
 * after a later connection has sent some.
 */
export type Fault = 'unsent' | 'unanswered' | 'late';

export interface FaultyWay {
  readonly port: number;
  /** Whether the fault has happened. */
  readonly hasFailed: () => boolean;
  readonly close: () => void;
}

/** A way to a port on which one fault happens: to the piece of that number, counted over all connections. */
export async function faultyWay(to: number, fault: Fault, at: number, laterBy = 3): Promise<FaultyWay> {
  const sockets = new Set<Socket>();
  let pieces = 0;
  let held: (() => void) | undefined;
  let hasFailed = false;

  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => socket.destroy());
    }
    let isCut = false;
    let isLeftAlone = false;
    near.on('data', (piece) => {
      const number = ++pieces;
      if (held && number === at + laterBy) held();
      if (number !== at) return far.write(piece);
      hasFailed = true;
      isCut = true;
      if (fault === 'unanswered') return far.write(piece);
      if (fault === 'late') {
        isLeftAlone = true;
        held = () => far.write(piece);
      }
      return near.destroy();
    });
    far.on('data', (piece) => {
      if (isCut) near.destroy();
      else near.write(piece);
    });
    near.on('close', () => !isLeftAlone && far.destroy());
    far.on('close', () => near.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: portOf(server.address()),
    hasFailed: () => hasFailed,
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

const portOf = (address: AddressInfo | string | null): number =>
  typeof address === 'object' && address ? address.port : 0;
