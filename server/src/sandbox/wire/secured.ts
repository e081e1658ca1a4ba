import type net from 'node:net';
import { Duplex } from 'node:stream';
import tls from 'node:tls';

/** TLS over a socket of which some bytes may have been read already. */
export function secured(socket: net.Socket, seen: Buffer, secureContext: tls.SecureContext): tls.TLSSocket {
  // TLSSocket reads from the socket's handle, where bytes put back with unshift() are not.
  const under = seen.length === 0 ? socket : replayed(socket, seen);
  const stream: tls.TLSSocket = new tls.TLSSocket(under, {
    isServer: true,
    secureContext,
    ALPNProtocols: ['postgresql'],
    SNICallback: (_name, answer) => answer(null, secureContext),
  });
  return stream;
}

function replayed(socket: net.Socket, seen: Buffer): Duplex {
  const duplex = new Duplex({
    read: () => {
      socket.resume();
    },
    write: (chunk, _encoding, done) => {
      socket.write(chunk, done);
    },
    final: (done) => {
      socket.end(done);
    },
    destroy: (error, done) => {
      socket.destroy();
      done(error);
    },
  });
  duplex.push(seen);
  socket.on('data', (chunk) => {
    if (!duplex.push(chunk)) socket.pause();
  });
  socket.on('end', () => duplex.push(null));
  socket.on('close', () => duplex.destroy());
  return duplex;
}
