// Passes bytes between TLS on a port of 127.0.0.1 and a Unix socket, and reads none of them: what any process in between
// costs. Arguments: the folder of key.pem and cert.pem, the socket. Prints its port.
import { readFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import tls from 'node:tls';

const [folder = '', socket = ''] = process.argv.slice(2);
const pem = (name: string) => readFileSync(path.join(folder, `${name}.pem`));
const options = { key: pem('key'), cert: pem('cert'), ALPNProtocols: ['postgresql'] };
const server = tls.createServer(options, (client) => {
  const upstream = net.connect(socket);
  for (const [one, other] of [
    [client, upstream],
    [upstream, client],
  ] as const) {
    one.setNoDelay(true);
    one.on('data', (bytes) => other.write(bytes));
    one.on('error', () => other.destroy());
    one.on('close', () => other.destroy());
  }
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`);
});
