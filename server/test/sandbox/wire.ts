import { once } from 'node:events';
import net from 'node:net';
import type { Duplex } from 'node:stream';
import tls from 'node:tls';
import { authentication } from '../../src/sandbox/backend/password.js';
import { socketOf } from '../../src/sandbox/engine/connection.js';
import { cstring, type Frame, FrameReader, int32 } from '../../src/sandbox/wire/frame.js';
import { errorFields } from '../../src/sandbox/wire/serverError.js';
import type { Local } from './local.js';

/** A connection that sends whatever bytes it is given, and tells what kinds of message come back. */
export interface Wire {
  readonly send: (bytes: Buffer) => void;
  /**
   * What has come since the last time, up to the message that `ends` it, or up to `closed`. Where nothing comes any more,
   * the last is `silent`.
   */
  readonly told: (ends: (told: string) => boolean) => Promise<readonly string[]>;
  readonly destroy: () => void;
}

/** Milliseconds after which an end that says nothing counts as silent: many times what any answer takes. */
const patience = 20_000;

/** The message's type, and for what decides more: `E 42601`, `E! 08P01` where it is the last, `C SELECT 1`, `Z I`. */
function kindOf({ type, bytes }: Frame): string {
  if (type === 'E' || type === 'N') {
    const fields = errorFields(bytes);
    return `${type}${fields.get('S') === 'FATAL' ? '!' : ''} ${fields.get('C')}`;
  }
  if (type === 'C') return `C ${bytes.toString('utf8', 5, bytes.length - 1)}`;
  if (type === 'Z') return `Z ${String.fromCharCode(bytes[5] ?? 0)}`;
  if (type === 'D') return bytes.includes(mark) ? `D ${mark}` : 'D';
  return type;
}

/** A value that only the row of one query has. */
export const mark = 'the end of it';

/** Parameters come when they change, and the key with each session: neither answers a message. */
const isAnswer = ({ type }: Frame): boolean => type !== 'S' && type !== 'K';

function wireOver(stream: Duplex): Wire {
  const reader = new FrameReader(() => 2 ** 20);
  let come: string[] = [];
  let isClosed = false;
  let notice: () => void = () => undefined;
  stream.on('data', (chunk) => {
    reader.push(chunk);
    come.push(...[...reader.take()].filter(isAnswer).map(kindOf));
    notice();
  });
  stream.on('error', () => undefined);
  stream.on('close', () => {
    isClosed = true;
    notice();
  });
  const isEnded = (ends: (told: string) => boolean) => come.findIndex(ends);
  return {
    send(bytes) {
      if (!stream.destroyed) stream.write(bytes);
    },
    async told(ends) {
      const limit = performance.now() + patience;
      while (isEnded(ends) < 0 && !isClosed && performance.now() < limit) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, patience);
          notice = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      const at = isEnded(ends);
      const taken = at < 0 ? come : come.slice(0, at + 1);
      come = at < 0 ? [] : come.slice(at + 1);
      return at < 0 ? [...taken, isClosed ? 'closed' : 'silent'] : taken;
    },
    destroy: () => stream.destroy(),
  };
}

/** The bytes that begin a session of a role. */
export function startUp(user: string, ...more: readonly string[]): Buffer {
  const fields = ['user', user, 'database', 'postgres', ...more].map((field) => cstring(field));
  const body = Buffer.concat([int32(0x30000), ...fields, Buffer.from([0])]);
  return Buffer.concat([int32(4 + body.length), body]);
}

export const isReady = (told: string): boolean => told.startsWith('Z ');

/** A connection to the sandbox, with TLS and nothing said yet. */
export async function strange({ port, ca }: Pick<Local, 'port' | 'ca'>): Promise<Wire> {
  const stream = tls.connect({ port, host: '127.0.0.1', ca, ALPNProtocols: ['postgresql'] });
  await once(stream, 'secureConnect');
  stream.setNoDelay(true);
  return wireOver(stream);
}

/** A session of admin at the sandbox. */
export async function atSandbox(local: Local, token: string): Promise<Wire> {
  const wire = await strange(local);
  wire.send(Buffer.concat([startUp('admin'), passwordOf(token)]));
  await wire.told(isReady);
  return wire;
}

export function passwordOf(token: string): Buffer {
  const body = cstring(token);
  return Buffer.concat([Buffer.from('p'), int32(4 + body.length), body]);
}

/** A connection to the PostgreSQL behind it, with nothing said yet. */
export async function strangeBehind({ engine }: Pick<Local, 'engine'>): Promise<Wire> {
  const stream = net.connect(socketOf(engine.connection));
  await once(stream, 'connect');
  return wireOver(stream);
}

/** A session of admin at the PostgreSQL behind it, which nobody judges. */
export async function behind({ engine }: Pick<Local, 'engine'>): Promise<Wire> {
  const stream = net.connect(socketOf(engine.connection));
  await once(stream, 'connect');
  const authenticate = authentication('admin', engine.connection.clientPassword ?? '');
  const reader = new FrameReader(() => 2 ** 20);
  await new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      reader.push(chunk);
      for (const { type, bytes } of reader.take()) {
        if (type === 'E') reject(new Error(errorFields(bytes).get('M')));
        const reply = type === 'R' ? authenticate(bytes) : undefined;
        if (reply) stream.write(reply);
        if (type !== 'Z') continue;
        stream.off('data', read);
        resolve();
      }
    };
    stream.on('data', read);
    stream.write(startUp('admin'));
  });
  return wireOver(stream);
}
