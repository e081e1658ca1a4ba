import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { cstring, frame, int32, readCstring } from '../wire/frame.js';

/** Answers the server's requests for a password; undefined where the request needs no answer. Throws one sentence. */
export type Authentication = (request: Buffer) => Buffer | undefined;

/**
 * As clear text, MD5 or SCRAM-SHA-256, whatever PostgreSQL asks for.
 * https://www.postgresql.org/docs/16/protocol-flow.html, https://www.rfc-editor.org/rfc/rfc7677
 */
export function authentication(user: string, password: string): Authentication {
  let scram: Scram | undefined;
  return (request) => {
    const kind = request.readInt32BE(5);
    if (kind === 3) return frame('p', cstring(password));
    if (kind === 5) {
      const inner = md5(Buffer.from(password + user));
      return frame('p', cstring(`md5${md5(Buffer.concat([Buffer.from(inner), request.subarray(9, 13)]))}`));
    }
    if (kind === 10) {
      if (!mechanisms(request).includes('SCRAM-SHA-256'))
        throw new Error('PostgreSQL asks for an authentication method that the sandbox does not support.');
      scram = startScram(password);
      const first = Buffer.from(scram.first);
      return frame('p', cstring('SCRAM-SHA-256'), int32(first.length), first);
    }
    if (kind === 11 && scram) return frame('p', Buffer.from(scram.final(request.toString('utf8', 9))));
    if (kind === 12 && scram) scram.check(request.toString('utf8', 9));
    return undefined;
  };
}

const md5 = (bytes: Buffer): string => createHash('md5').update(bytes).digest('hex');

function mechanisms(request: Buffer): string[] {
  const names: string[] = [];
  for (let offset = 9; request[offset]; ) {
    const { text, next } = readCstring(request, offset);
    names.push(text);
    offset = next;
  }
  return names;
}

interface Scram {
  readonly first: string;
  readonly final: (challenge: string) => string;
  /** Throws when the server does not know the password itself. */
  readonly check: (proof: string) => void;
}

function startScram(password: string): Scram {
  const bare = `n=,r=${randomBytes(18).toString('base64')}`;
  let signature = '';
  return {
    first: `n,,${bare}`,
    final(challenge) {
      const { r = '', s = '', i = '0' } = attributes(challenge);
      const salted = pbkdf2Sync(
        password.normalize('NFKC'),
        Buffer.from(s, 'base64'),
        Number(i),
        32,
        'sha256',
      );
      const clientKey = hmac(salted, 'Client Key');
      const withoutProof = `c=biws,r=${r}`;
      const signed = `${bare},${challenge},${withoutProof}`;
      const proof = xor(clientKey, hmac(createHash('sha256').update(clientKey).digest(), signed));
      signature = hmac(hmac(salted, 'Server Key'), signed).toString('base64');
      return `${withoutProof},p=${proof.toString('base64')}`;
    },
    check(proof) {
      if (attributes(proof).v !== signature)
        throw new Error('PostgreSQL could not prove that it knows the password.');
    },
  };
}

const attributes = (message: string): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(message.split(',').map((part) => [part.charAt(0), part.slice(2)]));

const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

const xor = (one: Buffer, other: Buffer): Buffer =>
  Buffer.from(one.map((byte, index) => byte ^ (other[index] ?? 0)));
