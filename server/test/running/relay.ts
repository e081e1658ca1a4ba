import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** Passes on what is sent to the sandbox, and calls back before and after each piece that a client sends. */
export async function relay(port: number, passing: (piece: number, when: 'before' | 'after') => void) {
  const sockets = new Set<Socket>();
  let pieces = 0;
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => other.destroy());
    }
    far.pipe(near);
    near.on('data', (piece) => {
      const number = pieces++;
      passing(number, 'before');
      far.write(piece, () => passing(number, 'after'));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(address !== null && typeof address === 'object');
  return {
    port: address.port,
    pieces: () => pieces,
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
