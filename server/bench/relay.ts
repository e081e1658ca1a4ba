// Passes bytes between TLS on a port of 127.0.0.1 and a Unix socket, and reads none of them: what any process in between
// costs. Arguments: the folder of key.pem and cert.pem, the socket. Prints its port.
import { readFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import tls from 'node:tls';

const [folder = '', socket = ''] = process.argv.slice(2);
const pem = (name: string) => readFileSync(path.join(folder, `${name}.pem`));
const secureContext = tls.createSecureContext({ key: pem('key'), cert: pem('cert') });
const server = net.createServer((arrived) => {
  // The first message of libpq asks for TLS
  arrived.once('data', () => {
    arrived.pause();
    arrived.write('S');
    pass(new tls.TLSSocket(arrived, { isServer: true, secureContext }), net.connect(socket));
  });
});

function pass(client: net.Socket, upstream: net.Socket): void {
  for (const [one, other] of [
    [client, upstream],
    [upstream, client],
  ] as const) {
    one.setNoDelay(true);
    one.on('data', (bytes) => other.write(bytes));
    one.on('error', () => other.destroy());
    one.on('close', () => other.destroy());
  }
}

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`);
});
